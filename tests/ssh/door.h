/*
 * door.h: a real sshd on loopback before a shared database, and ssh to go through it, for tests.
 *
 * Knows: OpenSSH's programs, run.h.  Must not know: what jiandu answers.
 */
#ifndef JIANDU_TESTS_SSH_DOOR_H
#define JIANDU_TESTS_SSH_DOOR_H

#include <stdbool.h>
#include <sys/types.h>

/* Are sshd, ssh and ssh-keygen on this machine? */
bool door_possible(void);
/*
 * In the directory of run_open(): agencies, the account zhang (clerk 张三丰), made a shared database whose
 * administrators liu, wu, sun have keys of their names; sshd in front of it, as design 4 describes.
 */
void door_open(void);
/* End sshd. */
void door_close(void);
/* A new key file NAME in the directory; its public line, in a buffer that the fourth next call reuses. */
const char *door_key(const char *name);
/*
 * ssh with the key NAME, what runs there, then further words ended by NULL; the answer in RAN as run() leaves it.  OPTIONS of ssh
 * before the host: blank-separated, NULL none.  Returns the exit status; 255: ssh itself could not.
 */
int door_ssh(const char *key, const char *options, const char *word, ...) __attribute__((sentinel));
/* The same, begun and left alone: WORDS run there, IN is what they read. */
pid_t door_ssh_begin(const char *key, const char *words, int in);
/* The key NAME for ACCOUNT, proposed by liu and confirmed by wu, over SSH. */
void door_admit(const char *account, const char *name);
/* A port that is free now; and wait until somebody listens on one. */
int door_free_port(void);
void door_wait(int at_port);

#endif
