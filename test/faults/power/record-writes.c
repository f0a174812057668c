/*
 * Loaded into a server before libc (LD_PRELOAD): appends to a log every write, truncation, sync, creation and removal of the files of
 * one SQLite database (the file, its -wal and -journal; -shm is memory), in their order, and makes writes or syncs fail on demand.
 *
 * RECORD_WRITES_OF    absolute path of the database file
 * RECORD_WRITES_LOG   the log: records of a header (kind, file, offset, length; little-endian) and, after a write, its bytes
 * RECORD_WRITES_FAIL  while this file exists, what it names fails: "write ERRNO" or "sync ERRNO", on the -wal file
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { CREATE = 1, WRITE, TRUNCATE, SYNC_BEGIN, SYNC_END, REMOVE, FAILED };
enum file { NONE, MAIN, WAL, JOURNAL, DIRECTORY };

struct header {
  uint32_t kind;
  uint32_t file;
  /* Of a write, where; of a truncation, the new size; of the end of a sync, where in the log its beginning stands. */
  uint64_t offset;
  uint64_t length;
};

#define MOST_FDS 65536
static unsigned char files[MOST_FDS];
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static const char *database, *failing;
static int log_fd = -1;
static uint64_t log_size;

static int (*next_open)(const char *, int, ...);
static ssize_t (*next_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*next_write)(int, const void *, size_t);
static int (*next_ftruncate)(int, off_t);
static int (*next_fsync)(int);
static int (*next_fdatasync)(int);
static int (*next_unlink)(const char *);
static int (*next_close)(int);

__attribute__((constructor)) static void prepare(void) {
  next_open = dlsym(RTLD_NEXT, "open64");
  if (!next_open) next_open = dlsym(RTLD_NEXT, "open");
  next_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  if (!next_pwrite) next_pwrite = dlsym(RTLD_NEXT, "pwrite");
  next_write = dlsym(RTLD_NEXT, "write");
  next_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  if (!next_ftruncate) next_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  next_fsync = dlsym(RTLD_NEXT, "fsync");
  next_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  next_unlink = dlsym(RTLD_NEXT, "unlink");
  next_close = dlsym(RTLD_NEXT, "close");
  database = getenv("RECORD_WRITES_OF");
  failing = getenv("RECORD_WRITES_FAIL");
  const char *log = getenv("RECORD_WRITES_LOG");
  if (!database || !log) return;
  log_fd = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* Which of the recorded files a path names. */
static enum file file_of(const char *path) {
  if (log_fd < 0) return NONE;
  size_t length = strlen(database);
  if (strncmp(path, database, length) == 0) {
    if (path[length] == 0) return MAIN;
    if (strcmp(path + length, "-wal") == 0) return WAL;
    if (strcmp(path + length, "-journal") == 0) return JOURNAL;
    return NONE;
  }
  const char *slash = strrchr(database, '/');
  size_t parent = (size_t)(slash - database);
  return strncmp(path, database, parent) == 0 && path[parent] == 0 ? DIRECTORY : NONE;
}

static enum file file_of_fd(int fd) {
  return fd >= 0 && fd < MOST_FDS ? (enum file)files[fd] : NONE;
}

/* In its turn. Returns where the record stands in the log. A log that is not whole proves nothing: the process ends. */
static uint64_t append(enum kind kind, enum file file, uint64_t offset, const void *bytes, uint64_t length) {
  struct header header = {kind, file, offset, length};
  uint64_t at = log_size;
  struct iovec parts[2] = {{&header, sizeof header}, {(void *)bytes, bytes ? length : 0}};
  ssize_t wanted = (ssize_t)(sizeof header + (bytes ? length : 0));
  if (syscall(SYS_writev, log_fd, parts, 2) != wanted) abort();
  log_size += (uint64_t)wanted;
  return at;
}

/* In its turn. Whether the command names this act on this file; errno is set then. */
static int must_fail(const char *act, enum file file) {
  if (!failing || file != WAL) return 0;
  int fd = (int)syscall(SYS_openat, AT_FDCWD, failing, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) return 0;
  char command[64] = {0}, named[16] = {0};
  int number = 0;
  ssize_t got = syscall(SYS_read, fd, command, sizeof command - 1);
  syscall(SYS_close, fd);
  if (got <= 0 || sscanf(command, "%15s %d", named, &number) != 2 || strcmp(named, act) != 0) return 0;
  append(FAILED, file, 0, NULL, 0);
  errno = number;
  return 1;
}

int open64(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
  va_end(list);
  enum file file = file_of(path);
  if (file == NONE) {
    int fd = next_open(path, flags, mode);
    if (fd >= 0 && fd < MOST_FDS) files[fd] = NONE;
    return fd;
  }
  pthread_mutex_lock(&turn);
  int is_new = (flags & O_CREAT) && access(path, F_OK) != 0;
  int fd = next_open(path, flags, mode);
  int failure = errno;
  if (fd >= 0 && fd < MOST_FDS) files[fd] = (unsigned char)file;
  if (fd >= 0 && is_new) append(CREATE, file, 0, NULL, 0);
  if (fd >= 0 && !is_new && (flags & O_TRUNC)) append(TRUNCATE, file, 0, NULL, 0);
  pthread_mutex_unlock(&turn);
  errno = failure;
  return fd;
}

int open(const char *path, int flags, ...) {
  va_list list;
  va_start(list, flags);
  mode_t mode = flags & O_CREAT ? va_arg(list, mode_t) : 0;
  va_end(list);
  return open64(path, flags, mode);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
  enum file file = file_of_fd(fd);
  if (file == NONE) return next_pwrite(fd, bytes, length, offset);
  pthread_mutex_lock(&turn);
  ssize_t written = -1;
  if (!must_fail("write", file)) {
    written = next_pwrite(fd, bytes, length, offset);
    int failure = errno;
    if (written > 0) append(WRITE, file, (uint64_t)offset, bytes, (uint64_t)written);
    errno = failure;
  }
  pthread_mutex_unlock(&turn);
  return written;
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

ssize_t write(int fd, const void *bytes, size_t length) {
  enum file file = file_of_fd(fd);
  if (file == NONE) return next_write(fd, bytes, length);
  off_t offset = lseek(fd, 0, SEEK_CUR);
  ssize_t written = pwrite64(fd, bytes, length, offset);
  if (written > 0) lseek(fd, offset + written, SEEK_SET);
  return written;
}

int ftruncate64(int fd, off_t size) {
  enum file file = file_of_fd(fd);
  if (file == NONE) return next_ftruncate(fd, size);
  pthread_mutex_lock(&turn);
  int result = next_ftruncate(fd, size);
  int failure = errno;
  if (result == 0) append(TRUNCATE, file, (uint64_t)size, NULL, 0);
  pthread_mutex_unlock(&turn);
  errno = failure;
  return result;
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

/* Others may write meanwhile: what they write after the beginning is not promised by this sync. */
static int sync_by(int (*next)(int), int fd) {
  enum file file = file_of_fd(fd);
  if (file == NONE) return next(fd);
  pthread_mutex_lock(&turn);
  int fails = must_fail("sync", file);
  int failure = errno;
  uint64_t at = fails ? 0 : append(SYNC_BEGIN, file, 0, NULL, 0);
  pthread_mutex_unlock(&turn);
  errno = failure;
  if (fails) return -1;
  int result = next(fd);
  failure = errno;
  if (result == 0) {
    pthread_mutex_lock(&turn);
    append(SYNC_END, file, at, NULL, 0);
    pthread_mutex_unlock(&turn);
  }
  errno = failure;
  return result;
}

int fsync(int fd) { return sync_by(next_fsync, fd); }
int fdatasync(int fd) { return sync_by(next_fdatasync, fd); }

int unlink(const char *path) {
  enum file file = file_of(path);
  if (file == NONE) return next_unlink(path);
  pthread_mutex_lock(&turn);
  int result = next_unlink(path);
  int failure = errno;
  if (result == 0) append(REMOVE, file, 0, NULL, 0);
  pthread_mutex_unlock(&turn);
  errno = failure;
  return result;
}

int close(int fd) {
  if (fd >= 0 && fd < MOST_FDS) files[fd] = NONE;
  return next_close(fd);
}
