// A disk that loses what was not synced, as a library that is loaded before libc (LD_PRELOAD). Whatever a process writes below TIRAI_POWER_FROM is also kept in
// mind, and reaches the files of the same name in TIRAI_POWER_TO when it is synced: after SIGKILL these are what a power cut leaves on the disk.
//
//   write ──▶ the file, and the list of what is pending ──fsync, fdatasync──▶ the file in TIRAI_POWER_TO
//
// A real disk writes early what it likes, in any order: so does this one, with one write in four (TIRAI_POWER_SEED). With TIRAI_POWER_LIES=1 it says "synced"
// and keeps the log's file (-wal) to itself: then the test has to find a loss.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdarg>
#include <cstdlib>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {
struct Change {
  off_t at;
  std::string bytes;
  bool cuts;  ///< ftruncate to `at`
};
struct Disk {
  std::mutex mutex;
  std::map<int, std::string> open;  ///< descriptor → name below TIRAI_POWER_FROM
  std::map<std::string, std::vector<Change>> pending;
  std::mt19937 random{static_cast<unsigned>(std::atoi(std::getenv("TIRAI_POWER_SEED") == nullptr ? "1" : std::getenv("TIRAI_POWER_SEED")))};
};
Disk& disk() {
  static Disk* const one = new Disk;  // outlives every thread
  return *one;
}

template <typename Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}
const char* setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void reach(const std::string& name, const Change& change) {
  static const auto open_there = real<int(const char*, int, ...)>("open");
  static const auto write_there = real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  static const auto close_there = real<int(int)>("close");
  static const auto cut_there = real<int(int, off_t)>("ftruncate");
  const int file = open_there((std::string(setting("TIRAI_POWER_TO")) + "/" + name).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) std::abort();
  if (change.cuts ? cut_there(file, change.at) != 0 : write_there(file, change.bytes.data(), change.bytes.size(), change.at) != static_cast<ssize_t>(change.bytes.size())) std::abort();
  close_there(file);  // not ours: the lock is held
}

void note_open(int descriptor, const char* path) {
  const std::string_view from = setting("TIRAI_POWER_FROM"), name = path;
  if (descriptor < 0 || from.empty() || name.size() <= from.size() + 1 || !name.starts_with(from) || name.ends_with("-shm")) return;
  const std::lock_guard lock(disk().mutex);
  disk().open[descriptor] = name.substr(from.size() + 1);
}

void note_change(int descriptor, Change change) {
  const std::lock_guard lock(disk().mutex);
  const auto found = disk().open.find(descriptor);
  if (found == disk().open.end()) return;
  if (disk().random() % 4 == 0 && !change.cuts) reach(found->second, change);
  disk().pending[found->second].push_back(std::move(change));
}

void note_sync(int descriptor) {
  const std::lock_guard lock(disk().mutex);
  const auto found = disk().open.find(descriptor);
  if (found == disk().open.end() || (*setting("TIRAI_POWER_LIES") == '1' && found->second.ends_with("-wal"))) return;
  for (const Change& change : disk().pending[found->second]) reach(found->second, change);
  disk().pending[found->second].clear();
}

int open_noted(const char* which, const char* path, int flags, mode_t mode) {
  const int descriptor = real<int(const char*, int, ...)>(which)(path, flags, mode);
  note_open(descriptor, path);
  return descriptor;
}
}  // namespace

extern "C" {
int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_noted("open", path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return open_noted("open64", path, flags, mode);
}
int close(int descriptor) {
  {
    const std::lock_guard lock(disk().mutex);
    disk().open.erase(descriptor);
  }
  return real<int(int)>("close")(descriptor);
}
ssize_t write(int descriptor, const void* bytes, size_t size) {
  const off_t at = ::lseek(descriptor, 0, SEEK_CUR);
  const ssize_t written = real<ssize_t(int, const void*, size_t)>("write")(descriptor, bytes, size);
  if (written > 0 && at >= 0) note_change(descriptor, {at, std::string(static_cast<const char*>(bytes), static_cast<size_t>(written)), false});
  return written;
}
ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t at) {
  const ssize_t written = real<ssize_t(int, const void*, size_t, off_t)>("pwrite")(descriptor, bytes, size, at);
  if (written > 0) note_change(descriptor, {at, std::string(static_cast<const char*>(bytes), static_cast<size_t>(written)), false});
  return written;
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off_t at) { return pwrite(descriptor, bytes, size, at); }
int ftruncate(int descriptor, off_t size) noexcept {
  const int done = real<int(int, off_t)>("ftruncate")(descriptor, size);
  if (done == 0) note_change(descriptor, {size, "", true});
  return done;
}
int ftruncate64(int descriptor, off_t size) noexcept { return ftruncate(descriptor, size); }
int fsync(int descriptor) {
  const int done = real<int(int)>("fsync")(descriptor);
  if (done == 0) note_sync(descriptor);
  return done;
}
int fdatasync(int descriptor) {
  const int done = real<int(int)>("fdatasync")(descriptor);
  if (done == 0) note_sync(descriptor);
  return done;
}
}
