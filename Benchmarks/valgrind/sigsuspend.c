// Lets valgrind run Swift programs whose `main` is asynchronous.
//
//   cc -shared -fPIC -o sigsuspend.so sigsuspend.c
//   LD_PRELOAD=./sigsuspend.so valgrind --tool=callgrind PROGRAM
//
// Such a program's first thread ends in libdispatch's `sigsuspend` with a constant signal set.
// Valgrind (3.19) writes into the set that it is given, and crashes; this gives it a copy.

#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *mask) {
    sigset_t copy = *mask;
    return (int)syscall(SYS_rt_sigsuspend, &copy, 8);
}
