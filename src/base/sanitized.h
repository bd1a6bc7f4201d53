/*
 * sanitized.h: whether AddressSanitizer is in this build.
 *
 * Knows: gcc's word and clang's.  Must not know: what is done about it.
 *
 * Its shadow is larger than any limit of memory, so a limit of address space cannot be set with it.
 */
#ifndef JIANDU_BASE_SANITIZED_H
#define JIANDU_BASE_SANITIZED_H

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

#endif
