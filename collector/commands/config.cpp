#include "commands/config.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tirai/nesting.h"

namespace tirai::collector {
namespace {
using nlohmann::ordered_json;

enum class Kind { kText, kNumber, kTexts, kFlag };
struct Key {
  const char* name;
  Kind kind;
  std::int64_t least = 0, most = 0;
  bool secret = false;  ///< tells where a key lies, or a credential in an address
};
// The flags of serve (main.cpp) without their dashes.
constexpr Key kKeys[] = {
    {"db", Kind::kText},
    {"listen", Kind::kText},
    {"policy", Kind::kText},
    {"playground", Kind::kText},
    {"origin", Kind::kText},
    {"dashboard", Kind::kText},
    {"index-every-ms", Kind::kNumber, 10, 3600000},
    {"findings", Kind::kText},
    {"exporters", Kind::kText},
    {"findings-every-s", Kind::kNumber, 1, 86400},
    {"log-key", Kind::kText, 0, 0, true},
    {"log-level", Kind::kText},
    {"witness", Kind::kTexts, 0, 0, true},
    {"witness-every-ms", Kind::kNumber, 10, 3600000},
    {"threads", Kind::kNumber, 1, 64},
    {"timeout-ms", Kind::kNumber, 100, 600000},
    {"max-connections", Kind::kNumber, 1, 65536},
    {"queue", Kind::kNumber, 1, 65536},
    {"rate", Kind::kNumber, 1, 1000000},
    {"stranger-rate", Kind::kNumber, 1, 1000000},
    {"sign-ins-per-minute", Kind::kNumber, 1, 100000},
    {"proxy-address", Kind::kTexts},
    {"tls-cert", Kind::kText},
    {"tls-key", Kind::kText, 0, 0, true},
    {"behind-proxy", Kind::kFlag},
    {"session-idle-s", Kind::kNumber, 1, 86400},
    {"session-longest-s", Kind::kNumber, 1, 604800},
    {"training-valid-days", Kind::kNumber, 1, 3650},
    {"step-up-valid-s", Kind::kNumber, 1, 86400},
    {"approval-wait-s", Kind::kNumber, 1, 86400},
    {"retain-sealed-days", Kind::kNumber, 0, 36500},
    {"retain-subjects-days", Kind::kNumber, 0, 36500},
    {"retention-every-ms", Kind::kNumber, 100, 86400000},
};

const Key* find_key(std::string_view name) {
  for (const Key& key : kKeys) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

std::string expected_of(const Key& key) {
  if (key.kind == Kind::kText) return "expected a text that is not empty";
  if (key.kind == Kind::kTexts) return "expected a list of texts";
  if (key.kind == Kind::kFlag) return "expected true or false";
  return "expected a number from " + std::to_string(key.least) + " to " + std::to_string(key.most);
}

bool is_text(const ordered_json& value) { return value.is_string() && !value.get_ref<const std::string&>().empty(); }

// Empty: not what the key is.
std::vector<std::string> read_value(const Key& key, const ordered_json& value) {
  std::vector<std::string> texts;
  if (key.kind == Kind::kFlag && value.is_boolean()) texts.push_back(value.dump());
  if (key.kind == Kind::kText && is_text(value)) texts.push_back(value.get<std::string>());
  if (key.kind == Kind::kNumber && value.is_number_integer() && value >= key.least && value <= key.most) texts.push_back(value.dump());
  if (key.kind == Kind::kTexts && value.is_array()) {
    for (const ordered_json& one : value) {
      if (!is_text(one)) return {};
      texts.push_back(one.get<std::string>());
    }
  }
  return texts;
}
}  // namespace

Result<Options> read_config(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::kBadValue, "config: cannot be read", path};
  std::string text(std::istreambuf_iterator<char>(file), {});
  if (text.size() > 65536) return Error{ErrorCode::kTooLarge, "config: expected at most 64 KiB", path};
  bool repeated = false;
  std::vector<std::string> seen;
  const auto note_key = [&](int depth, ordered_json::parse_event_t event, ordered_json& parsed) {
    if (event != ordered_json::parse_event_t::key || depth != 1) return true;
    const auto& name = parsed.get_ref<const std::string&>();
    repeated = repeated || std::find(seen.begin(), seen.end(), name) != seen.end();
    seen.push_back(name);
    return true;
  };
  if (is_nested_deeper(text)) return Error{ErrorCode::kTooLarge, "config: nested deeper than 64 levels", path};
  const ordered_json config = ordered_json::parse(text, note_key, false, true);
  if (!config.is_object()) return Error{ErrorCode::kBadSyntax, "config: not a JSON object; expected such as {\"db\": \"log.db\"}", path};
  if (repeated) return Error{ErrorCode::kBadSyntax, "config: a key stands twice", path};
  Options options;
  for (const auto& [name, value] : config.items()) {
    const Key* key = find_key(name);
    if (key == nullptr) return Error{ErrorCode::kUnknownKey, "config: unknown key; expected a flag of serve without its dashes", path + ":/" + name};
    auto texts = read_value(*key, value);
    if (texts.empty() && !(key->kind == Kind::kTexts && value.is_array() && value.empty())) return Error{ErrorCode::kBadValue, "config: " + expected_of(*key), path + ":/" + name};
    options.emplace("--" + name, std::move(texts));
  }
  return options;
}

namespace {
// "--flag value" and "--flag=value" are both "--flag".
std::string flag_of(const std::string& argument) { return argument.substr(0, argument.find('=')); }
}  // namespace

Result<std::vector<std::string>> with_config(std::vector<std::string> arguments) {
  const auto given = std::ranges::find(arguments, "--config", flag_of);
  if (arguments.empty() || arguments.front() != "serve" || given == arguments.end()) return arguments;
  const bool joined = *given != "--config";
  if (!joined && given + 1 == arguments.end()) return Error{ErrorCode::kBadValue, "expected a file", "--config"};
  const std::string path = joined ? given->substr(given->find('=') + 1) : *(given + 1);
  arguments.erase(given, given + (joined ? 1 : 2));
  const auto options = read_config(path);
  if (!options) return options.error();
  std::vector<std::string> added;
  for (const auto& [flag, values] : options.value()) {
    if (std::ranges::find(arguments, flag, flag_of) != arguments.end()) continue;
    for (const std::string& value : values) added.push_back(flag + "=" + value);
  }
  arguments.insert(arguments.begin() + 1, added.begin(), added.end());
  return arguments;
}

Options options_of(const std::vector<std::string>& arguments) {
  Options options;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    const std::string flag = flag_of(arguments[i]);
    if (!flag.starts_with("--") || find_key(flag.substr(2)) == nullptr) continue;
    if (find_key(flag.substr(2))->kind == Kind::kFlag && flag == arguments[i]) options[flag].push_back("true");
    else if (flag != arguments[i]) options[flag].push_back(arguments[i].substr(flag.size() + 1));
    else if (i + 1 < arguments.size()) options[flag].push_back(arguments[++i]);
  }
  return options;
}

std::string print_config(const Options& options) {
  ordered_json config = ordered_json::object();
  for (const Key& key : kKeys) {
    const auto found = options.find(std::string("--") + key.name);
    if (found == options.end() || found->second.empty()) continue;
    ordered_json value;
    if (key.kind == Kind::kTexts) value = std::vector<std::string>(found->second.size(), "<set>");
    else if (key.secret) value = "<set>";
    else if (key.kind == Kind::kFlag) value = found->second.front() == "true";
    else if (key.kind == Kind::kNumber) value = std::stoll(found->second.front());
    else value = found->second.front();
    config[key.name] = std::move(value);
  }
  return config.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace tirai::collector
