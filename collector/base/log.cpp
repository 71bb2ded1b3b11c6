#include "base/log.h"

#include "base/clock.h"

#include <unistd.h>

#include <atomic>
#include <nlohmann/json.hpp>

namespace tirai::collector {
namespace {
std::atomic<LogLevel> level{LogLevel::kInfo};

// One write per line, so lines of several threads do not mix.
void write_line(nlohmann::ordered_json value) {
  const std::string line = value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace

void set_log_level(LogLevel wanted) { level = wanted; }

void log_request(const RequestLine& line) {
  if (level < LogLevel::kInfo) return;
  nlohmann::ordered_json value = {{"time", now_ms()},      {"level", "info"},
                                  {"method", line.method}, {"path", line.path},
                                  {"status", line.status}, {"ms", static_cast<std::int64_t>(line.milliseconds * 10) / 10.0},
                                  {"bytes", line.bytes}};
  if (!line.device_id.empty()) value["device"] = line.device_id;
  if (!line.code.empty()) value["code"] = line.code;
  write_line(std::move(value));
}

void log_error(const Error& error) { write_line({{"time", now_ms()}, {"level", "error"}, {"message", error.message}, {"at", error.at}}); }

}  // namespace tirai::collector
