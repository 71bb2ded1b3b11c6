// tirai query: an exact answer over every situation the policy can meet.
#include <nlohmann/json.hpp>

#include "commands.h"
#include "io.h"
#include "tirai/facts.h"
#include "tirai/policy_tool.h"

namespace tirai::cli {
namespace {
using Json = nlohmann::ordered_json;

std::vector<std::string> parts(const std::string& text) {
  std::vector<std::string> made;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    made.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return made;
}

// All values but those named and what lies below them.
Result<Json> all_but(const Policy& policy, Fact fact, const std::vector<std::string>& names) {
  std::vector<bool> left(domain_size(policy, fact), true);
  for (const std::string& name : names) {
    const auto below = domain_below(policy, fact, name);
    if (below.empty()) return Error{ErrorCode::kUnknownName, "unknown " + std::string(to_string(fact)) + " \"" + name.substr(0, 64) + "\"", "query"};
    for (const std::uint16_t value : below) left[value] = false;
  }
  Json made = Json::array();
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i]) made.push_back(domain_name(policy, fact, i));
  }
  return made;
}

// "identity.nik" alone: the one of action, class, role and purpose that knows the name.
std::optional<Fact> fact_that_knows(const Policy& policy, const std::string& name) {
  for (const Fact fact : {Fact::kAction, Fact::kClass, Fact::kRole, Fact::kPurpose}) {
    if (!domain_below(policy, fact, name).empty()) return fact;
  }
  return std::nullopt;
}

Result<bool> add_word(const Policy& policy, const std::string& word, Json& when) {
  const std::size_t equals = word.find('=');
  if (equals == word.npos) {
    const auto fact = fact_that_knows(policy, word);
    if (!fact) return Error{ErrorCode::kUnknownName, "no action, class, role or purpose \"" + word.substr(0, 64) + "\"; expected one of them, FACT=VALUE or FACT!=VALUE", "query"};
    when[std::string(to_string(*fact))].push_back(word);
    return true;
  }
  const bool negated = equals > 0 && word[equals - 1] == '!';
  const std::string name = word.substr(0, equals - (negated ? 1 : 0));
  const auto names = parts(word.substr(equals + 1));
  const auto fact = fact_from(name);
  if (negated && fact) {
    auto left = all_but(policy, *fact, names);
    if (!left) return left.error();
    when[name] = std::move(left).value();
  } else {
    when[name] = names;
  }
  return true;
}

std::string situation(const Json& witness) {
  std::string out;
  for (const auto& [key, value] : witness.items()) {
    if (value.is_string() && key != "level") out += (out.empty() ? "" : ", ") + key + " " + value.get<std::string>();
  }
  std::string rules;
  for (const Json& rule : witness["rules"]) rules += (rules.empty() ? "" : ", ") + rule.get<std::string>();
  return out + ": " + witness["level"].get<std::string>() + (rules.empty() ? ", no rule permits it" : ", by " + rules);
}

std::string human(const Json& answer, const QueryOptions& options) {
  if (answer.contains("who")) {
    std::string out;
    for (const Json& one : answer["who"]) out += one["role"].get<std::string>() + "\n  " + situation(one["witness"]) + "\n";
    return out.empty() ? "nobody\n" : out;
  }
  const bool holds = answer["holds"].get<bool>();
  std::string out = holds ? "yes, " + options.ask + "\n" : "no\n";
  if (answer.contains("witness")) out += "  " + situation(answer["witness"]) + "\n";
  return out;
}
}  // namespace

int run(const QueryOptions& options) {
  const auto policy = read_policy(options.policy);
  if (!policy) return fail(kInputInvalid, policy.error());
  Json query = {{"ask", options.ask}, {"level", options.level}, {"when", Json::object()}};
  for (const std::string& word : options.words) {
    if (const auto added = add_word(policy.value(), word, query["when"]); !added) return fail(kUsage, added.error());
  }
  const auto answer = query_policy(policy.value(), query.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (!answer) return fail(kUsage, answer.error());
  const Json read = Json::parse(answer.value());
  if (!write_out(options.format == "json" ? answer.value() + "\n" : human(read, options))) return fail(kInternal, "cannot write to standard output");
  return read.value("holds", true) ? kOk : kTestsFailed;
}

}  // namespace tirai::cli
