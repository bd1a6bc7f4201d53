/*
 * wall.c: see wall.h.
 *
 * Knows: the two interfaces as the kernel documents them (landlock(7), seccomp(2)).  Must not know: who calls.
 *
 * The structures stand here, not in the system's headers, because those of Debian 12 are older than the kernels it may
 * run on: what a kernel does not know is left out by the version it says it has.
 */
#include "base/wall.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/sanitized.h"

#ifdef __linux__
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <link.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

static struct wall stands;

const struct wall *
wall_stands(void)
{
	return &stands;
}

#ifdef __linux__

const char *
wall_loader(void)
{
	const ElfW(Phdr) *p = (const void *)getauxval(AT_PHDR);
	size_t n = getauxval(AT_PHNUM);
	const char *base = NULL;

	for (size_t i = 0; p != NULL && i < n; i++)
		if (p[i].p_type == PT_PHDR)
			base = (const char *)p - p[i].p_vaddr;
	for (size_t i = 0; base != NULL && i < n; i++)
		if (p[i].p_type == PT_INTERP)
			return base + p[i].p_vaddr;
	return NULL;
}

/* ---- files and the network: Landlock ---- */

#define CALL_CREATE 444 /* the same on every machine */
#define CALL_ADD 445
#define CALL_RESTRICT 446
#define ONLY_VERSION 1u
#define RULE_PATH 1
#define RULE_PORT 2

#define FS_EXECUTE (UINT64_C(1) << 0)
#define FS_WRITE_FILE (UINT64_C(1) << 1)
#define FS_READ_FILE (UINT64_C(1) << 2)
#define FS_READ_DIR (UINT64_C(1) << 3)
#define FS_REMOVE_DIR (UINT64_C(1) << 4)
#define FS_REMOVE_FILE (UINT64_C(1) << 5)
#define FS_MAKE_DIR (UINT64_C(1) << 7)
#define FS_MAKE_REG (UINT64_C(1) << 8)
#define FS_FIRST ((UINT64_C(1) << 13) - 1) /* version 1 has thirteen rights */
#define FS_REFER (UINT64_C(1) << 13)       /* 2 */
#define FS_TRUNCATE (UINT64_C(1) << 14)    /* 3 */
#define FS_IOCTL_DEV (UINT64_C(1) << 15)   /* 5 */
#define NET_BIND_TCP (UINT64_C(1) << 0)    /* 4 */
#define NET_CONNECT_TCP (UINT64_C(1) << 1)
#define SCOPE_ABSTRACT_UNIX (UINT64_C(1) << 0) /* 6 */
#define SCOPE_SIGNAL (UINT64_C(1) << 1)

struct ruleset {
	uint64_t fs, net, scoped;
};
struct path_rule {
	uint64_t allowed;
	int32_t parent;
} __attribute__((packed));
struct port_rule {
	uint64_t allowed, port;
};

static uint64_t
handled(long version)
{
	return FS_FIRST | (version >= 2 ? FS_REFER : 0) | (version >= 3 ? FS_TRUNCATE : 0) | (version >= 5 ? FS_IOCTL_DEV : 0);
}

static uint64_t
rights_of(unsigned rights, bool folder)
{
	uint64_t all = 0;

	if (rights & WALL_READ)
		all |= FS_READ_FILE | FS_READ_DIR | FS_IOCTL_DEV;
	if (rights & WALL_EXEC)
		all |= FS_EXECUTE | FS_READ_FILE;
	if (rights & WALL_WRITE)
		all |= FS_WRITE_FILE | FS_TRUNCATE | FS_REMOVE_DIR | FS_REMOVE_FILE | FS_MAKE_DIR | FS_MAKE_REG | FS_REFER;
	return folder ? all : all & (FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE | FS_IOCTL_DEV);
}

static void
allow_path(int rules, const struct wall_path *p, uint64_t known)
{
	struct path_rule r = { 0, p->path != NULL ? open(p->path, O_PATH | O_CLOEXEC) : -1 };
	struct stat st;

	if (r.parent < 0)
		return;
	if (fstat(r.parent, &st) == 0) {
		r.allowed = rights_of(p->rights, S_ISDIR(st.st_mode)) & known;
		syscall(CALL_ADD, rules, RULE_PATH, &r, 0);
	}
	close(r.parent);
}

static void
raise_files(const struct wall_path *v, size_t n, const unsigned short ports[])
{
	long version = syscall(CALL_CREATE, NULL, 0, ONLY_VERSION);
	struct ruleset set = { .fs = handled(version) };
	size_t size = version >= 6 ? sizeof set : version >= 4 ? offsetof(struct ruleset, scoped) : offsetof(struct ruleset, net);
	int rules;

	if (version < 1)
		return;
	if (version >= 4)
		set.net = NET_BIND_TCP | NET_CONNECT_TCP;
	if (version >= 6)
		set.scoped = SCOPE_ABSTRACT_UNIX | SCOPE_SIGNAL;
	rules = (int)syscall(CALL_CREATE, &set, size, 0);
	if (rules < 0)
		return;
	for (size_t i = 0; i < n; i++)
		allow_path(rules, &v[i], set.fs);
	for (size_t i = 0; version >= 4 && ports[i] != 0; i++) {
		struct port_rule r = { NET_CONNECT_TCP, ports[i] };

		syscall(CALL_ADD, rules, RULE_PORT, &r, 0);
	}
	if (syscall(CALL_RESTRICT, rules, 0) == 0) {
		stands.files = (int)version;
		stands.network = version >= 4;
	}
	close(rules);
}

/* ---- the kernel's calls: seccomp ---- */

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define MACHINE AUDIT_ARCH_RISCV64
#elif defined(__loongarch64)
#define MACHINE AUDIT_ARCH_LOONGARCH64
#endif

#ifdef MACHINE

/* Nothing here is called by jiandu, by curses, by SQLite or by the programs it runs. */
static const int refused[] = {
#ifdef SYS_ptrace
#if !SANITIZED /* the leak checker traces its own process */
	SYS_ptrace,
#endif
#endif
	SYS_process_vm_readv, SYS_process_vm_writev, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, SYS_unshare,
	SYS_bpf, SYS_perf_event_open, SYS_keyctl, SYS_add_key, SYS_request_key, SYS_kexec_load, SYS_init_module, SYS_finit_module,
	SYS_delete_module, SYS_reboot, SYS_swapon, SYS_swapoff, SYS_acct, SYS_quotactl, SYS_settimeofday, SYS_clock_settime,
	SYS_adjtimex, SYS_clock_adjtime, SYS_sethostname, SYS_setdomainname, SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_userfaultfd,
	SYS_personality, SYS_syslog, SYS_fanotify_init,
#ifdef SYS_kexec_file_load
	SYS_kexec_file_load,
#endif
#ifdef SYS_iopl
	SYS_iopl, SYS_ioperm,
#endif
	425, 426, 427,          /* io_uring: calls that no filter sees */
	428, 429, 430, 431, 432, 433, 442, /* mounting by descriptors */
	434, 438, 440, 448,     /* other processes by descriptors */
};

#define N_REFUSED (sizeof refused / sizeof *refused)
#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define LOW(i) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(offsetof(struct seccomp_data, args) + (i) * sizeof(uint64_t) + LOW_AT))
#define IS(k, yes, no) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(k), yes, no)
#define ANSWER(k) BPF_STMT(BPF_RET | BPF_K, k)
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define LOW_AT 0
#else
#define LOW_AT 4
#endif

static void
raise_calls(void)
{
	struct sock_filter f[2 * N_REFUSED + 32];
	struct sock_fprog program = { 0, f };
	unsigned short n = 0;

#define PUT(...) f[n++] = (struct sock_filter)__VA_ARGS__
	PUT(LOAD(arch));
	PUT(IS(MACHINE, 1, 0));
	PUT(ANSWER(SECCOMP_RET_KILL_PROCESS));
	PUT(LOAD(nr));
#ifdef __x86_64__
	/* The numbers of the third way in. */
	PUT(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
	PUT(ANSWER(SECCOMP_RET_ERRNO | ENOSYS));
#endif
	for (size_t i = 0; i < N_REFUSED; i++) {
		PUT(IS(refused[i], 0, 1));
		PUT(ANSWER(SECCOMP_RET_ERRNO | EPERM));
	}
	/* Typing into a terminal: TIOCSTI, and TIOCLINUX (0x541C), which pastes. */
	PUT(IS(SYS_ioctl, 0, 5));
	PUT(LOW(1));
	PUT(IS(TIOCSTI, 1, 0));
	PUT(IS(0x541C, 0, 1));
	PUT(ANSWER(SECCOMP_RET_ERRNO | EPERM));
	PUT(ANSWER(SECCOMP_RET_ALLOW));
	/* Sockets of the machine itself, and TCP, of which the ports are looked at elsewhere. */
	PUT(IS(SYS_socket, 0, 6));
	PUT(LOW(0));
	PUT(IS(AF_UNIX, 3, 0));
	PUT(IS(AF_INET, 2, 0));
	PUT(IS(AF_INET6, 1, 0));
	PUT(ANSWER(SECCOMP_RET_ERRNO | EAFNOSUPPORT));
	PUT(ANSWER(SECCOMP_RET_ALLOW));
	PUT(ANSWER(SECCOMP_RET_ALLOW));
#undef PUT
	program.len = n;
	stands.calls = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

#else

static void
raise_calls(void)
{
}

#endif

void
wall_raise(const struct wall_path *v, size_t n, const unsigned short ports[])
{
	/* Without this neither may be raised by an ordinary user; it also takes away what a set-user-ID program would give. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0) {
		raise_files(v, n, ports);
		raise_calls();
	}
}

#else

const char *
wall_loader(void)
{
	return NULL;
}

void
wall_raise(const struct wall_path *v, size_t n, const unsigned short ports[])
{
	(void)v;
	(void)n;
	(void)ports;
}

#endif
