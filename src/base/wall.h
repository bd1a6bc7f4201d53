/*
 * wall.h: a process gives up, for good, what it does not need: files, programs, the network, ways into the kernel.
 *
 * Knows: Landlock and seccomp, as far as the running kernel has them.  Must not know: jiandu, what the process does.
 *
 * It is a second wall: a program that only opens what it should is not hindered by it; one that was led astray finds
 * nothing to open.  A kernel without it is no error: what stands is said.
 */
#ifndef JIANDU_BASE_WALL_H
#define JIANDU_BASE_WALL_H

#include <stdbool.h>
#include <stddef.h>

enum wall_right {
	WALL_READ = 1 << 0,  /* read files and folders below it */
	WALL_EXEC = 1 << 1,  /* run it, or what lies below it */
	WALL_WRITE = 1 << 2, /* write, make and remove files below it */
};
struct wall_path {
	const char *path;    /* NULL, or one that is not there: passed over */
	unsigned rights;     /* of enum wall_right */
};

/* What stands. */
struct wall {
	int files;           /* version of Landlock's interface, 0: this kernel has none */
	bool network;        /* no TCP but to the ports given */
	bool calls;          /* the kernel's calls that no ordinary program needs are refused */
};

/*
 * From now on this process and its children open nothing but what the N rules at V allow, connect by TCP to none but
 * PORTS (ended by 0), wait for no connection, gain no rights by running a program, and trace, mount, load and reboot nothing.
 */
void wall_raise(const struct wall_path *v, size_t n, const unsigned short ports[]);
/* The program that loads this one and its like, to be run as well; NULL: none does. */
const char *wall_loader(void);
/* What was raised in this process. */
const struct wall *wall_stands(void);

#endif
