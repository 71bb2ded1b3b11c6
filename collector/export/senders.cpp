// Files by rotation, syslog over TLS, OTLP over HTTP.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "export/exporter.h"

#include "base/json_in.h"
#include "base/clock.h"
#include "base/moments.h"

namespace tirai::collector {
namespace {
using nlohmann::json;
namespace fs = std::filesystem;

constexpr auto kTimeout = std::chrono::milliseconds(30'000);

// One line an event; when the file is large it is renamed to <path>.<time> and the oldest beyond `keep` go. All is on the disk when send() returns.
class FileSender : public Sender {
 public:
  explicit FileSender(const ExporterConfig& config) : path_(config.path), rotate_bytes_(config.rotate_bytes), keep_(static_cast<std::size_t>(config.keep)) {}

  Result<Taken> send(const std::vector<Outgoing>& events) override {
    if (const auto rotated = rotate(); !rotated) return rotated.error();
    const int file = ::open(path_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0) return fault("cannot be opened");
    std::string text = ends_torn(file) ? "\n" : "";
    for (const Outgoing& event : events) text += event.line + "\n";
    const bool kept = write_all(file, text) && ::fdatasync(file) == 0;
    const int error = errno;
    ::close(file);
    errno = error;
    if (!kept) return fault("cannot be written");
    return Taken{};
  }

 private:
  [[nodiscard]] Error fault(const char* what) const { return {ErrorCode::kInternal, std::string(what) + ": " + std::strerror(errno), path_}; }

  // A kill or a full disk in the middle of a line: its event is sent again, and is not to stand behind its own first half.
  static bool ends_torn(int file) {
    struct stat found {};
    char last = '\n';
    return ::fstat(file, &found) == 0 && found.st_size > 0 && ::pread(file, &last, 1, found.st_size - 1) == 1 && last != '\n';
  }

  static bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
      const ssize_t written = ::write(file, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  Result<Done> rotate() {
    struct stat found {};
    if (::stat(path_.c_str(), &found) != 0 || found.st_size < rotate_bytes_) return Done{};
    const auto now = now_ms();
    if (::rename(path_.c_str(), (path_ + "." + std::to_string(now)).c_str()) != 0) return fault("cannot be renamed");
    std::vector<fs::path> old;
    std::error_code ignored;
    const fs::path place(path_), folder = place.has_parent_path() ? place.parent_path() : fs::path(".");
    for (fs::directory_iterator entry(folder, ignored), end; !ignored && entry != end; entry.increment(ignored)) {
      const std::string name = entry->path().filename().string(), prefix = place.filename().string() + ".";
      if (name.starts_with(prefix) && name.find_first_not_of("0123456789", prefix.size()) == name.npos) old.push_back(entry->path());
    }
    std::ranges::sort(old);
    for (std::size_t i = 0; i + keep_ < old.size(); ++i) fs::remove(old[i], ignored);
    return Done{};
  }

  const std::string path_;
  const std::int64_t rotate_bytes_;
  const std::size_t keep_;
};

class SyslogSender : public Sender {
 public:
  explicit SyslogSender(const ExporterConfig& config) : to_(config.to) {
    char name[256] = "-";
    if (::gethostname(name, sizeof name - 1) == 0) host_ = name;
  }
  Result<Taken> send(const std::vector<Outgoing>& events) override {
    std::string frames;
    for (const Outgoing& event : events) frames += syslog_frame(event, host_);
    if (const auto sent = wire::send_now(to_, frames, kTimeout); !sent) return sent.error();
    return Taken{};
  }

 private:
  const wire::Endpoint to_;
  std::string host_ = "-";
};

class OtlpSender : public Sender {
 public:
  explicit OtlpSender(const ExporterConfig& config) : to_(config.to), target_(config.target), headers_(config.headers) {}
  Result<Taken> send(const std::vector<Outgoing>& events) override {
    const auto reply = wire::ask_now(to_, {wire::HttpRequest::Method::kPost, target_, "application/json", otlp_body(events), headers_}, kTimeout);
    if (!reply) return reply.error();
    if (reply.value().status / 100 == 2 && reply.value().cut) return Taken{.told = false};
    if (reply.value().status / 100 == 2) return otlp_taken(reply.value().body, events.size());
    return Error{ErrorCode::kInternal, "answered " + std::to_string(reply.value().status), to_.authority()};
  }

 private:
  const wire::Endpoint to_;
  const std::string target_;
  const std::map<std::string, std::string> headers_;
};

// 6.3.3: in a parameter's value ", \ and ] are escaped.
std::string parameter(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\' || c == ']') out += '\\';
    out += c;
  }
  return out;
}

// PRINTUSASCII, at most `most`; "-" for nothing.
std::string printable(std::string_view text, std::size_t most) {
  std::string out;
  for (const char c : text.substr(0, most)) out += c > ' ' && c < 127 ? c : '_';
  return out.empty() ? "-" : out;
}
}  // namespace

std::string syslog_frame(const Outgoing& event, const std::string& host) {
  // Facility 13, log audit; informational, notice for what is low, warning for medium and more.
  const int severity = event.severity >= 3 ? 4 : event.severity == 2 ? 5 : 6;
  const std::string message = "<" + std::to_string(13 * 8 + severity) + ">1 " + rfc3339(event.time_ms) + " " + printable(host, 255) + " tirai-collector - " + printable(event.kind, 32) + " [tirai@32473 uid=\"" + parameter(event.uid) + "\" agent=\"" +
                              parameter(event.agent) + "\"] " + event.line;
  return std::to_string(message.size()) + " " + message;
}

std::string otlp_body(const std::vector<Outgoing>& events) {
  const auto attribute = [](const char* key, const std::string& value) { return json{{"key", key}, {"value", {{"stringValue", value}}}}; };
  json records = json::array();
  for (const Outgoing& event : events) {
    // Severity numbers of OpenTelemetry's log data model: INFO 9, INFO2 10, WARN 13.
    const int severity = event.severity >= 3 ? 13 : event.severity == 2 ? 10 : 9;
    records.push_back({{"timeUnixNano", std::to_string(event.time_ms) + "000000"}, {"severityNumber", severity}, {"severityText", severity == 13 ? "WARN" : "INFO"}, {"body", {{"stringValue", event.line}}},
                       {"attributes", json::array({attribute("event.name", "tirai." + event.kind), attribute("log.record.uid", event.uid), attribute("enduser.id", event.agent)})}});
  }
  return json{{"resourceLogs", json::array({{{"resource", {{"attributes", json::array({attribute("service.name", "tirai-collector")})}}}, {"scopeLogs", json::array({{{"scope", {{"name", "tirai"}, {"version", TIRAI_VERSION}}}, {"logRecords", std::move(records)}}})}}})}}
      .dump(-1, ' ', false, json::error_handler_t::replace);
}

// The JSON of Protocol Buffers writes an int64 as a string; a reader takes a number, too, and names with underscores.
Taken otlp_taken(std::string_view answer, std::uint64_t sent) {
  const json read = json_in(answer);
  const auto member = [](const json& object, const char* camel, const char* snake) { return !object.is_object() ? json() : object.contains(camel) ? object[camel] : object.value(snake, json()); };
  const json partial = member(read, "partialSuccess", "partial_success"), count = member(partial, "rejectedLogRecords", "rejected_log_records"), remark = member(partial, "errorMessage", "error_message");
  Taken taken;
  if (count.is_number_integer() && count > 0) taken.refused = count.get<std::uint64_t>();
  if (count.is_string()) taken.refused = std::strtoull(count.get_ref<const std::string&>().c_str(), nullptr, 10);
  taken.refused = std::min(taken.refused, sent);
  if (remark.is_string()) taken.remark = remark.get<std::string>().substr(0, 200);
  return taken;
}

Result<std::unique_ptr<Sender>> make_sender(const ExporterConfig& config) {
  switch (config.type) {
    case ExporterConfig::Type::kFile:
      return std::unique_ptr<Sender>(std::make_unique<FileSender>(config));
    case ExporterConfig::Type::kSyslog:
      return std::unique_ptr<Sender>(std::make_unique<SyslogSender>(config));
    case ExporterConfig::Type::kOtlp:
      return std::unique_ptr<Sender>(std::make_unique<OtlpSender>(config));
    case ExporterConfig::Type::kKafka:
      break;
  }
  return make_kafka_sender(config);
}

}  // namespace tirai::collector
