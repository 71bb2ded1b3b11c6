#include "io.h"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace tirai::cli {
namespace {
struct Descriptor {
  int number;
  ~Descriptor() {
    if (number > STDERR_FILENO) close(number);
  }
};

Error system_error(const std::string& path, const char* what) {
  return {ErrorCode::kBadValue, std::string(what) + ": " + std::strerror(errno), path};
}

bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(descriptor, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}
}  // namespace

std::string name_of(const std::string& path) { return path == "-" ? "standard input" : path; }

Result<std::string> read_all(const std::string& path, std::size_t most) {
  const bool standard = path == "-";
  const Descriptor file{standard ? STDIN_FILENO : open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  const std::string name = name_of(path);
  if (file.number < 0) return system_error(name, "cannot open");
  std::string text;
  char buffer[1 << 16];
  for (;;) {
    const ssize_t count = read(file.number, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return system_error(name, "cannot read");
    if (count == 0) return text;
    if (text.size() + static_cast<std::size_t>(count) > most) return Error{ErrorCode::kTooLarge, "larger than " + std::to_string(most >> 20) + " MiB", name};
    text.append(buffer, static_cast<std::size_t>(count));
  }
}

Result<bool> write_file(const std::string& path, std::string_view text, unsigned mode, bool replace) {
  const std::string name = replace ? path + ".new" : path;
  const Descriptor file{open(name.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (replace ? O_TRUNC : O_EXCL), mode)};
  if (file.number < 0) return system_error(path, errno == EEXIST ? "will not be overwritten" : "cannot write");
  const bool done = write_all(file.number, text) && fsync(file.number) == 0 && (!replace || rename(name.c_str(), path.c_str()) == 0);
  if (done) return true;
  const Error error = system_error(path, "cannot write");
  unlink(name.c_str());
  return error;
}

bool write_out(std::string_view text) { return write_all(STDOUT_FILENO, text); }

int fail(int code, std::string_view message) {
  (void)write_all(STDERR_FILENO, "tirai: " + std::string(message) + "\n");
  return code;
}
int fail(int code, const Error& error) { return fail(code, error.text()); }

Progress::Progress(std::size_t all, const char* done, bool between)
    : all_(all), done_(done), shows_(isatty(STDERR_FILENO) == 1 && !(between && isatty(STDOUT_FILENO) == 1)), next_(shows_ ? now_ms() + 500 : 0) {}
Progress::~Progress() { end(); }
void Progress::end() {
  if (shown_) (void)write_all(STDERR_FILENO, "\r\x1b[K");
  shown_ = shows_ = false;
}
void Progress::step() {
  ++at_;
  if (!shows_ || now_ms() < next_) return;
  next_ = now_ms() + 200;
  shown_ = write_all(STDERR_FILENO, "\r\x1b[K" + std::to_string(at_) + " of " + std::to_string(all_) + " " + done_);
}

bool may_colour() {
  static const char* const no_colour = std::getenv("NO_COLOR");
  static const bool may = isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
  return may;
}
std::string coloured(std::string_view text, const char* code) {
  return may_colour() ? "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m" : std::string(text);
}

std::int64_t now_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<std::int64_t> read_time(const std::string& text) {
  const Error error{ErrorCode::kBadValue, "expected 2026-11-21, 2026-11-21T08:00:00Z or milliseconds since 1970", "time"};
  if (!text.empty() && text.size() <= 15 && text.find_first_not_of("0123456789") == text.npos) return static_cast<std::int64_t>(std::stoll(text));
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, end = 0;
  const bool date = std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3;
  const bool whole = date && static_cast<std::size_t>(end) == text.size();
  const bool timed = date && std::sscanf(text.c_str() + end, "T%2d:%2d:%2dZ", &hour, &minute, &second) == 3 && text.size() == 20 && text.back() == 'Z';
  const std::chrono::year_month_day calendar{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)), std::chrono::day(static_cast<unsigned>(day))};
  const bool clock = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  if ((!whole && !timed) || !calendar.ok() || !clock || year < 1970) return error;
  const auto days = std::chrono::sys_days(calendar).time_since_epoch().count();
  return ((std::int64_t{days} * 24 + hour) * 60 + minute) * 60'000 + second * 1000;
}

Result<std::string> random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  if (getrandom(bytes.data(), count, 0) == static_cast<ssize_t>(count)) return bytes;
  return system_error("getrandom", "no randomness");
}

}  // namespace tirai::cli
