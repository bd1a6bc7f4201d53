/*
 * event.h: what is no action and yet belongs on the trail: who entered, what was taken out, what was looked at.
 *
 * Knows: the trail.  Must not know: how people enter, faces.
 *
 * An event is a row of the chain like any other.  It changes no record: timelines leave it out, and the proof of a
 * record's image does not ask it (its outcome is TRAIL_EVENT, or the code of a refusal).
 */
#ifndef JIANDU_ENGINE_EVENT_H
#define JIANDU_ENGINE_EVENT_H

#include "engine/engine.h"

/* Every event with its label; the keys are permanent: "session.login", "export.list", ... */
extern const struct word events[];
/* The label of an act or an event by its full name; the name itself when it is neither.  Not owned. */
const char *trail_label(const char *name);
/* The names of all acts and events that TYPED names or that people read so, as " a.b c.d "; NULL: there is none. */
const char *trail_deeds(struct arena *a, const char *typed);
/*
 * Put EVENT (a key of events[], else the program dies) on the trail as the engine's actor, in a transaction of its own or in
 * the running one.  FLOW and RECORD say what it concerns ("" and 0: nothing); OUTCOME 0 done, else the err_code
 * of what was refused; NOTE for people, "" or NULL none: no secret, no number of a person.
 */
bool event_record(struct engine *en, const char *event, const char *flow, int64_t record, int outcome, const char *note,
	struct err *e);

#endif
