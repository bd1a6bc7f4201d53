/*
 * flows.h: the names of all flows.
 *
 * Knows: that they exist.  Must not know: what is in them.
 */
#ifndef JIANDU_FLOW_FLOWS_H
#define JIANDU_FLOW_FLOWS_H

#include "act/action.h"

extern const struct flow flow_account;
extern const struct flow flow_activity;
extern const struct flow flow_agency;
extern const struct flow flow_archive;
extern const struct flow flow_attachment;
extern const struct flow flow_attendance;
extern const struct flow flow_candidate;
extern const struct flow flow_certificate;
extern const struct flow flow_conflict;
extern const struct flow flow_cover;
extern const struct flow flow_credential;
extern const struct flow flow_document;
extern const struct flow flow_duty;
extern const struct flow flow_erasure;
extern const struct flow flow_evaluation;
extern const struct flow flow_finding;
extern const struct flow flow_dismissal;
extern const struct flow flow_holiday;
extern const struct flow flow_grant;
extern const struct flow flow_invitation;
extern const struct flow flow_key;
extern const struct flow flow_objection;
extern const struct flow flow_inquiry;
extern const struct flow flow_misconduct;
extern const struct flow flow_opinion;
extern const struct flow flow_person;
extern const struct flow flow_review;
extern const struct flow flow_round;
extern const struct flow flow_setting;
extern const struct flow flow_supervisor;
extern const struct flow flow_template;
extern const struct flow flow_trail;

#endif
