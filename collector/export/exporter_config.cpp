#include "export/exporter_config.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace tirai::collector {
namespace {
using nlohmann::json;

bool is_name(const std::string& text) { return !text.empty() && text.size() <= 64 && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == text.npos; }

// Reads one exporter's keys; the first that is wrong is the error.
class Keys {
 public:
  Keys(const json& value, std::string at) : value_(value), at_(std::move(at)) {}

  std::string text(const char* key, bool needed = true) {
    known_.insert(key);
    if (!value_.contains(key)) return needed ? (fail(ErrorCode::kMissingKey, key, "missing"), std::string()) : std::string();
    if (value_[key].is_string() && !value_[key].get_ref<const std::string&>().empty()) return value_[key].get<std::string>();
    fail(ErrorCode::kBadValue, key, "expected a text that is not empty");
    return {};
  }
  std::int64_t number(const char* key, std::int64_t without, std::int64_t least, std::int64_t most) {
    known_.insert(key);
    if (!value_.contains(key)) return without;
    if (value_[key].is_number_integer() && value_[key] >= least && value_[key] <= most) return value_[key].get<std::int64_t>();
    fail(ErrorCode::kBadValue, key, "expected a number from " + std::to_string(least) + " to " + std::to_string(most));
    return without;
  }
  bool flag(const char* key, bool without) {
    known_.insert(key);
    if (!value_.contains(key)) return without;
    if (value_[key].is_boolean()) return value_[key].get<bool>();
    fail(ErrorCode::kBadValue, key, "expected true or false");
    return without;
  }
  std::map<std::string, std::string> texts(const char* key) {
    known_.insert(key);
    std::map<std::string, std::string> all;
    if (!value_.contains(key)) return all;
    if (!value_[key].is_object()) fail(ErrorCode::kBadValue, key, "expected an object of texts");
    else for (const auto& [name, text] : value_[key].items()) text.is_string() ? void(all.emplace(name, text.get<std::string>())) : fail(ErrorCode::kBadValue, key, "expected an object of texts");
    return all;
  }
  void fail(ErrorCode code, const std::string& key, const std::string& what) {
    if (!error_) error_ = Error{code, "exporters: " + what, at_ + "/" + key};
  }
  std::optional<Error> finish() {
    for (const auto& [key, value] : value_.items()) {
      if (!known_.contains(key)) fail(ErrorCode::kUnknownKey, key, "unknown key");
    }
    return error_;
  }

 private:
  const json& value_;
  const std::string at_;
  std::set<std::string> known_;
  std::optional<Error> error_;
};

void read_address(Keys& keys, ExporterConfig& config) {
  const std::string text = keys.text("url");
  auto url = wire::read_url(text);
  if (!text.empty() && (!url || url->target.empty())) return keys.fail(ErrorCode::kBadValue, "url", "expected such as https://HOST:4318/v1/logs");
  if (!url) return;
  config.to = std::move(url->to);
  config.to.ca_file = keys.text("ca", false);
  config.target = std::move(url->target);
}

Result<ExporterConfig> read_one(const json& value, const std::string& at) {
  if (!value.is_object()) return Error{ErrorCode::kBadValue, "exporters: expected an object", at};
  Keys keys(value, at);
  ExporterConfig config;
  config.name = keys.text("name");
  const std::string type = keys.text("type");
  if (type == "file") {
    config.path = keys.text("path");
    config.rotate_bytes = keys.number("rotate_mb", 64, 1, 1 << 20) << 20;
    config.keep = keys.number("keep", 10, 1, 10'000);
  } else if (type == "syslog") {
    config.type = ExporterConfig::Type::kSyslog;
    config.to = {keys.text("host"), std::to_string(keys.number("port", 6514, 1, 65535)), true, keys.text("ca", false)};
  } else if (type == "otlp") {
    config.type = ExporterConfig::Type::kOtlp;
    read_address(keys, config);
    config.headers = keys.texts("headers");
  } else if (type == "kafka") {
    config.type = ExporterConfig::Type::kKafka;
    config.brokers = keys.text("brokers");
    config.topic = keys.text("topic");
    config.properties = keys.texts("properties");
  } else {
    keys.fail(ErrorCode::kBadValue, "type", "expected file, syslog, otlp or kafka");
  }
  if (!is_name(config.name)) keys.fail(ErrorCode::kBadValue, "name", "expected 1 to 64 of a-z, 0-9, - and _");
  if (const auto error = keys.finish()) return *error;
  return config;
}
}  // namespace

Result<std::vector<ExporterConfig>> parse_exporters(const std::string& text, const std::string& name) {
  const json config = json::parse(text, nullptr, false, true);
  if (!config.is_object() || config.size() != 1 || !config.contains("exporters") || !config["exporters"].is_array()) return Error{ErrorCode::kBadSyntax, "exporters: expected {\"exporters\": [...]}", name};
  std::vector<ExporterConfig> all;
  std::set<std::string> names;
  for (const json& value : config["exporters"]) {
    auto one = read_one(value, name + ":/exporters/" + std::to_string(all.size()));
    if (!one) return one.error();
    if (!names.insert(one.value().name).second) return Error{ErrorCode::kBadValue, "exporters: two of one name; expected a name of its own for each, its cursor is kept by it", name + ":/exporters/" + std::to_string(all.size()) + "/name"};
    all.push_back(std::move(one).value());
  }
  return all;
}

Result<std::vector<ExporterConfig>> read_exporters(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::kBadValue, "exporters: cannot be read", path};
  const std::string text(std::istreambuf_iterator<char>(file), {});
  if (text.size() > 65536) return Error{ErrorCode::kTooLarge, "exporters: expected at most 64 KiB", path};
  return parse_exporters(text, path);
}

}  // namespace tirai::collector
