#include "decide/nearest.h"
#include "policytool/cells.h"
#include "tirai/policy_tool.h"

namespace tirai {
namespace {
using decision::in_quotes;
using tool::Box;
using tool::Json;

struct Query {
  std::string ask;
  Level level = Level::kPlain;
  Box box;
};

// Not found: `at` and `message` of the error it is.
Result<bool> narrow_by(const Policy& policy, Box& box, const std::string& key, const Json& names) {
  static constexpr std::string_view kKnown[] = {"action", "role", "relationship", "caller", "class", "purpose", "consent", "retention", "restriction", "identity", "training", "risk"};
  const auto fact = fact_from(key);
  if (!fact) return Error{ErrorCode::kUnknownKey, "unknown fact " + in_quotes(key) + hint_for(key, kKnown), "query:/when"};
  if (!names.is_array() || names.empty()) return Error{ErrorCode::kBadValue, "expected a list of names", "query:/when/" + key};
  std::vector<std::uint16_t> values;
  std::vector<std::string_view> domain;
  for (std::size_t i = 0; i < domain_size(policy, *fact); ++i) domain.push_back(domain_name(policy, *fact, i));
  for (const Json& name : names) {
    const auto below = name.is_string() ? domain_below(policy, *fact, name.get_ref<const std::string&>()) : std::vector<std::uint16_t>();
    const std::string written = name.is_string() ? name.get<std::string>() : tool::dump(name);
    if (below.empty()) return Error{ErrorCode::kUnknownName, "unknown " + key + " " + in_quotes(written) + hint_for(written, domain), "query:/when/" + key};
    values.insert(values.end(), below.begin(), below.end());
  }
  tool::narrow(box, *fact, values);
  return true;
}

Result<Query> read_query(const Policy& policy, std::string_view text) {
  const Result<Json> read = tool::parse(text, "query");
  if (!read) return read.error();
  const Json& json = read.value();
  if (!json.is_object()) return Error{ErrorCode::kBadSyntax, "expected an object with \"ask\" and \"when\"", "query"};
  Query query{.box = tool::everything(policy)};
  for (const auto& [key, value] : json.items()) {
    if (key != "ask" && key != "level" && key != "when") return Error{ErrorCode::kUnknownKey, "unknown key " + in_quotes(key) + "; expected ask, level or when", "query"};
  }
  if (json.contains("ask") && json["ask"].is_string()) query.ask = json["ask"].get<std::string>();
  if (query.ask != "never" && query.ask != "always" && query.ask != "who-can") return Error{ErrorCode::kBadValue, "expected never, always or who-can", "query:/ask"};
  if (json.contains("level")) {
    const auto level = json["level"].is_string() ? level_from(json["level"].get<std::string>()) : std::nullopt;
    if (!level) return Error{ErrorCode::kBadValue, "expected plain, partial, token, full or remove", "query:/level"};
    query.level = *level;
  }
  if (!json.contains("when")) return query;
  if (!json["when"].is_object()) return Error{ErrorCode::kBadValue, "expected an object of facts", "query:/when"};
  for (const auto& [key, names] : json["when"].items()) {
    if (const auto narrowed = narrow_by(policy, query.box, key, names); !narrowed) return narrowed.error();
  }
  return query;
}

Json answer_json(const Policy& policy, const tool::Reached& found) {
  const Decision& decision = policy.table.decisions[found.decision];
  Json made = tool::witness_json(policy, found.witness);
  made["level"] = to_string(decision.level);
  made["rules"] = Json::array();
  for (const std::uint32_t rule : decision.rules) made["rules"].push_back(policy.rules[rule].id);
  return made;
}

// A situation of the box whose answer is (or is not) as open as `level`.
std::optional<Json> witness_of(const Policy& policy, const Box& box, Level level, bool open) {
  for (const tool::Reached& one : tool::reached(policy, box)) {
    if (tool::is_open(policy.table.decisions[one.decision], level) == open) return answer_json(policy, one);
  }
  return std::nullopt;
}

Json who_can(const Policy& policy, const Query& query) {
  Json who = Json::array();
  for (std::uint16_t role = 0; role < policy.roles.size(); ++role) {
    Box box = query.box;
    tool::narrow(box, Fact::kRole, {role});
    if (auto witness = witness_of(policy, box, query.level, true)) who.push_back({{"role", policy.roles[role].id}, {"witness", std::move(*witness)}});
  }
  return who;
}
}  // namespace

Result<std::string> query_policy(const Policy& policy, std::string_view text) {
  const Result<Query> query = read_query(policy, text);
  if (!query) return query.error();
  if (query.value().ask == "who-can") return tool::dump({{"who", who_can(policy, query.value())}});
  const auto against = witness_of(policy, query.value().box, query.value().level, query.value().ask == "never");
  Json answer = {{"holds", !against}};
  if (against) answer["witness"] = *against;
  return tool::dump(answer);
}

}  // namespace tirai
