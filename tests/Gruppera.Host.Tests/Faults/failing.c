/* A file layer that fails: loaded before the C library (LD_PRELOAD), it lets one call on a file below FAIL_FOLDER fail.
   FAIL_CALL  the kind of call: open (to write), write, sync, close, rename, mkdir, remove, truncate
   FAIL_AT    which of them, the first being 1; 0 lets none fail
   FAIL_WITH  the error number; 0 ends the process there, as a power cut does
   FAIL_TOLD  a file that gets a line for each call of any kind, so that they can be counted
   A write that fails has written half of what it was given, as on a disk that fills. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static int calls;

static int below(const char *path)
{
    const char *folder = getenv("FAIL_FOLDER");
    return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int of_file(int file)
{
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    return below(path);
}

/* True if this call is the one that fails; errno is set then. */
static int fails(const char *call)
{
    const char *told = getenv("FAIL_TOLD"), *kind = getenv("FAIL_CALL"), *at = getenv("FAIL_AT"), *with = getenv("FAIL_WITH");
    int file = told ? (int)syscall(SYS_openat, AT_FDCWD, told, O_WRONLY | O_APPEND | O_CREAT, 0600) : -1;
    if (file >= 0) {
        char line[32];
        syscall(SYS_write, file, line, snprintf(line, sizeof line, "%s\n", call));
        syscall(SYS_close, file);
    }
    if (!kind || !at || !with || strcmp(kind, call) != 0 || __sync_add_and_fetch(&calls, 1) != atoi(at))
        return 0;
    if (atoi(with) == 0)
        kill(getpid(), SIGKILL);
    errno = atoi(with);
    return 1;
}

static void *real(void *from, const char *name) { return ((void *(*)(void *, const char *))dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.2.5"))(from, name); }
#define REAL(name, ...) ((__typeof__(&name))real(RTLD_NEXT, #name))(__VA_ARGS__)

#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return (flags & (O_WRONLY | O_RDWR)) && below(path) && fails("open") ? -1 : REAL(name, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

ssize_t write(int file, const void *from, size_t count)
{
    if (of_file(file) && fails("write")) {
        int error = errno;
        syscall(SYS_write, file, from, count / 2);
        errno = error;
        return -1;
    }
    return syscall(SYS_write, file, from, count);
}

#define PWRITE(name, offset_type) \
    ssize_t name(int file, const void *from, size_t count, offset_type at) \
    { \
        if (of_file(file) && fails("write")) { \
            int error = errno; \
            syscall(SYS_pwrite64, file, from, count / 2, at); \
            errno = error; \
            return -1; \
        } \
        return syscall(SYS_pwrite64, file, from, count, at); \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define PWRITEV(name, offset_type) \
    ssize_t name(int file, const struct iovec *from, int count, offset_type at) \
    { \
        return of_file(file) && fails("write") ? -1 : REAL(name, file, from, count, at); \
    }
PWRITEV(pwritev, off_t)
PWRITEV(pwritev64, off64_t)

int fsync(int file) { return of_file(file) && fails("sync") ? -1 : (int)syscall(SYS_fsync, file); }
int fdatasync(int file) { return of_file(file) && fails("sync") ? -1 : (int)syscall(SYS_fdatasync, file); }

int close(int file)
{
    /* What is closed is closed, also where that fails. */
    int failing = of_file(file) && (fcntl(file, F_GETFL) & O_ACCMODE) != O_RDONLY && fails("close"), error = errno;
    int result = (int)syscall(SYS_close, file);
    errno = failing ? error : errno;
    return failing ? -1 : result;
}

int rename(const char *from, const char *to) { return below(to) && fails("rename") ? -1 : (int)syscall(SYS_rename, from, to); }
int mkdir(const char *path, mode_t mode) { return below(path) && fails("mkdir") ? -1 : (int)syscall(SYS_mkdir, path, mode); }
int unlink(const char *path) { return below(path) && fails("remove") ? -1 : (int)syscall(SYS_unlink, path); }
int rmdir(const char *path) { return below(path) && fails("remove") ? -1 : (int)syscall(SYS_rmdir, path); }

#define TRUNCATE(name, length_type) \
    int name(int file, length_type length) { return of_file(file) && fails("truncate") ? -1 : (int)syscall(SYS_ftruncate, file, length); }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

/* Whoever asks the C library itself for a function gets these too. */
void *dlsym(void *from, const char *name)
{
    return strcmp(name, "fsync") == 0 && from != RTLD_NEXT ? (void *)&fsync : real(from, name);
}
