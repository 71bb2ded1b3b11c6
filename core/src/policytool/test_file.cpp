#include "policytool/test_file.h"

#include <algorithm>
#include <map>

#include "codec/json.h"
#include "decide/nearest.h"

namespace tirai::tool {
namespace {
using decision::in_quotes;
constexpr std::size_t kMostTests = 4096;
constexpr std::size_t kMostCases = 100'000;
constexpr std::string_view kObligations[] = {"ask_purpose", "justification_min", "step_up", "approval", "time_to_live_s", "write_ahead", "offline_reveals", "watermark", "copy_allowed"};
constexpr std::string_view kExpectations[] = {"level", "permitted", "rules", "obligations"};

template <typename Names>
bool is_one_of(std::string_view name, const Names& names) { return std::find(std::begin(names), std::end(names), name) != std::end(names); }

// Reads one file; the first mistake is kept with its place.
class Reader {
 public:
  Reader(const Policy& policy, const PolicySource& file) : policy_(policy), file_(file) {}

  Result<std::vector<Test>> run() {
    const Result<Json> read = parse(file_.text, file_.name);
    if (!read) return read.error();
    const Json& root = read.value();
    if (!object(root, "", {"tirai_test", "policy", "now", "fixtures", "tests", "$schema"})) return error_;
    if (root.value("tirai_test", Json()) != Json(1)) fail("/tirai_test", ErrorCode::kBadValue, "expected 1");
    if (root.contains("now")) now_ = root["now"];
    if (root.contains("fixtures") && object(root["fixtures"], "/fixtures", {})) fixtures_ = root["fixtures"];
    if (!root.contains("tests") || !root["tests"].is_array() || root["tests"].empty()) fail("/tests", ErrorCode::kMissingKey, "expected a list of tests, not empty");
    if (failed_) return error_;
    if (root["tests"].size() > kMostTests) fail("/tests", ErrorCode::kTooLarge, "more than 4,096 tests");
    for (std::size_t i = 0; i < root["tests"].size() && !failed_; ++i) read_test(root["tests"][i], "/tests/" + std::to_string(i));
    return failed_ ? Result<std::vector<Test>>(error_) : Result<std::vector<Test>>(std::move(tests_));
  }

 private:
  void fail(const std::string& at, ErrorCode code, const std::string& message) {
    if (!failed_) error_ = Error{code, codec::one_line(message), file_.name + ":" + codec::one_line(at)};
    failed_ = true;
  }
  bool object(const Json& json, const std::string& at, std::vector<std::string_view> known) {
    if (!json.is_object()) return fail(at, ErrorCode::kBadValue, "expected an object"), false;
    for (const auto& [key, value] : json.items()) {
      if (known.empty() || is_one_of(key, known)) continue;
      return fail(at + "/" + key, ErrorCode::kUnknownKey, "unknown key " + in_quotes(key) + hint_for(key, known)), false;
    }
    return true;
  }

  void read_test(const Json& test, const std::string& at) {
    if (!object(test, at, {"name", "with", "given", "request", "expect", "matrix", "table", "why"})) return;
    if (!test.contains("name") || !test["name"].is_string()) return fail(at, ErrorCode::kMissingKey, "missing key \"name\"");
    tests_.push_back({file_.name, test["name"].get<std::string>(), {}});
    Json base = {{"subject", {{"type", "agent"}, {"id", "agent"}, {"properties", Json::object()}}}, {"action", {{"name", "view"}}}, {"resource", {{"type", "class"}, {"id", ""}}}, {"context", Json::object()}};
    if (!now_.is_null()) base["context"]["now"] = now_;
    if (test.contains("with")) add_fixtures(base, test["with"], at + "/with");
    if (test.contains("given")) add_given(base, test["given"], at + "/given");
    if (test.contains("request")) add_request(base, test["request"], at + "/request");
    if (failed_) return;
    if (test.contains("table")) return read_table(base, test["table"], at + "/table");
    if (!test.contains("expect")) return fail(at, ErrorCode::kMissingKey, "missing key \"expect\" or \"table\"");
    check_expect(test["expect"], at + "/expect");
    if (test.contains("matrix")) return read_matrix(base, test["matrix"], test["expect"], at + "/matrix");
    add_case("", base, test["expect"], at);
  }

  void add_fixtures(Json& base, const Json& names, const std::string& at) {
    if (!names.is_array()) return fail(at, ErrorCode::kBadValue, "expected a list of fixtures");
    for (const Json& name : names) {
      if (!name.is_string() || !fixtures_.contains(name.get<std::string>())) return fail(at, ErrorCode::kUnknownName, "unknown fixture " + in_quotes(name.is_string() ? name.get<std::string>() : dump(name)));
      const Json& fixture = fixtures_[name.get<std::string>()];
      if (!fixture.is_object()) return fail("/fixtures/" + name.get<std::string>(), ErrorCode::kBadValue, "expected an object");
      Json facts = fixture;
      facts.erase("request");
      add_given(base, facts, "/fixtures/" + name.get<std::string>());
      if (fixture.contains("request")) add_request(base, fixture["request"], "/fixtures/" + name.get<std::string>() + "/request");
    }
  }
  void add_given(Json& base, const Json& given, const std::string& at) {
    if (!given.is_object()) return fail(at, ErrorCode::kBadValue, "expected an object of facts");
    for (const auto& [key, value] : given.items()) {
      if (!value.is_string()) return fail(at + "/" + key, ErrorCode::kBadValue, "expected a name");
      set_fact(base, key, value.get<std::string>(), at + "/" + key);
    }
  }
  void add_request(Json& base, const Json& request, const std::string& at) {
    if (!object(request, at, {"subject", "action", "resource", "context"})) return;
    for (const auto& [part, value] : request.items()) {
      if (!value.is_object()) return fail(at + "/" + part, ErrorCode::kBadValue, "expected an object");
    }
    base.merge_patch(request);
    if (!base["subject"].contains("properties") || !base["subject"]["properties"].is_object()) fail(at + "/subject/properties", ErrorCode::kBadValue, "expected an object");
  }

  std::vector<std::string_view> domain(Fact fact) const {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < domain_size(policy_, fact); ++i) names.push_back(domain_name(policy_, fact, i));
    return names;
  }
  void set_fact(Json& request, const std::string& key, const std::string& value, const std::string& at) {
    static constexpr std::string_view kFacts[] = {"action", "role", "relationship", "caller", "class", "purpose", "consent", "retention", "restriction", "identity", "training", "risk"};
    const auto fact = fact_from(key);
    if (!fact) return fail(at, ErrorCode::kUnknownKey, "unknown fact " + in_quotes(key) + hint_for(key, kFacts));
    // "?" is a value the policy does not know: that, too, must be covered.
    if (value != "?" && domain_index(policy_, *fact, value) == kMissing) return fail(at, ErrorCode::kUnknownName, "unknown " + key + " " + in_quotes(value) + hint_for(value, domain(*fact)));
    if (*fact == Fact::kAction) request["action"]["name"] = value;
    else if (*fact == Fact::kRole) request["subject"]["properties"]["role"] = value;
    else if (*fact == Fact::kClass) request["resource"]["id"] = value;
    else request["context"][key] = value;
  }

  void check_expect(const Json& expect, const std::string& at) {
    if (!object(expect, at, {std::begin(kExpectations), std::end(kExpectations)})) return;
    if (expect.empty()) return fail(at, ErrorCode::kBadValue, "expects nothing");
    if (expect.contains("level") && (!expect["level"].is_string() || !level_from(expect["level"].get<std::string>()))) fail(at + "/level", ErrorCode::kBadValue, "expected plain, partial, token, full or remove");
    if (expect.contains("permitted") && !expect["permitted"].is_boolean()) fail(at + "/permitted", ErrorCode::kBadValue, "expected true or false");
    if (expect.contains("obligations")) object(expect["obligations"], at + "/obligations", {std::begin(kObligations), std::end(kObligations)});
    if (!expect.contains("rules")) return;
    if (!expect["rules"].is_array()) return fail(at + "/rules", ErrorCode::kBadValue, "expected a list of rule ids");
    for (const Json& rule : expect["rules"]) check_rule(rule.is_string() ? rule.get<std::string>() : dump(rule), at + "/rules");
  }
  void check_rule(const std::string& id, const std::string& at) {
    std::vector<std::string_view> ids;
    for (const Rule& rule : policy_.rules) ids.push_back(rule.id);
    if (!is_one_of(id, ids)) fail(at, ErrorCode::kUnknownName, "unknown rule " + in_quotes(id) + hint_for(id, ids));
  }

  void add_case(const std::string& name, const Json& request, const Json& expect, const std::string& at) {
    if (++cases_ > kMostCases) return fail(at, ErrorCode::kTooLarge, "more than 100,000 cases");
    if (const std::string* before = contradicted(request, expect, at)) return fail(at, ErrorCode::kBadValue, "says another answer than " + *before + " to the same situation");
    tests_.back().cases.push_back({name, request, expect});
  }

  // Where one test says two answers to one situation, neither can be meant.
  const std::string* contradicted(const Json& request, const Json& expect, const std::string& at) {
    const auto [said, fresh] = said_.try_emplace(std::to_string(tests_.size()) + dump(request), expect, at);
    if (fresh) return nullptr;
    for (const auto& [key, value] : expect.items()) {
      if (said->second.first.contains(key) && said->second.first[key] != value) return &said->second.second;
    }
    return nullptr;
  }

  // "*" stands for every value of the fact.
  std::vector<std::string> values(const std::string& key, const Json& given, const std::string& at) {
    std::vector<std::string> made;
    const auto fact = fact_from(key);
    const bool all = given.is_string() && given.get<std::string>() == "*";
    if (all && fact) {
      for (const std::string_view name : domain(*fact)) made.emplace_back(name);
    } else if (given.is_string()) {
      made.push_back(given.get<std::string>());
    } else if (given.is_array()) {
      for (const Json& one : given) made.push_back(one.is_string() ? one.get<std::string>() : dump(one));
    } else {
      fail(at, ErrorCode::kBadValue, "expected a list of names, or \"*\"");
    }
    return made;
  }

  using Axes = std::vector<std::pair<std::string, std::vector<std::string>>>;
  void cross(const Axes& axes, std::size_t axis, const std::string& name, const Json& request, const Json& expect, const std::string& at) {
    if (failed_) return;
    if (axis == axes.size()) return add_case(name, request, expect, at);
    for (const std::string& value : axes[axis].second) {
      Json next = request;
      set_fact(next, axes[axis].first, value, at);
      cross(axes, axis + 1, name + (name.empty() ? "" : " ") + axes[axis].first + "=" + value, next, expect, at);
    }
  }
  void read_matrix(const Json& base, const Json& matrix, const Json& expect, const std::string& at) {
    if (!matrix.is_object()) return fail(at, ErrorCode::kBadValue, "expected an object of facts");
    Axes axes;
    for (const auto& [key, given] : matrix.items()) axes.emplace_back(key, values(key, given, at + "/" + key));
    cross(axes, 0, "", base, expect, at);
  }

  static std::vector<std::string> split(const std::string& text, char by) {
    std::vector<std::string> parts;
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find(by, begin), text.size());
      std::string part = text.substr(begin, end - begin);
      part.erase(0, std::min(part.find_first_not_of(' '), part.size()));
      part.erase(part.find_last_not_of(' ') + 1);
      if (!part.empty()) parts.push_back(part);
      begin = end + 1;
    }
    return parts;
  }

  // The first row names the columns: facts on the one hand, what is expected on the other. "a | b" stands for each, "*" for every value, "" for what is usual.
  void read_table(const Json& base, const Json& table, const std::string& at) {
    if (!table.is_array() || table.size() < 2 || !table[0].is_array()) return fail(at, ErrorCode::kBadValue, "expected a row of column names and rows below it");
    for (std::size_t i = 0; i < table[0].size(); ++i) {
      if (std::count(table[0].begin(), table[0].begin() + static_cast<std::ptrdiff_t>(i), table[0][i]) > 0) {
        return fail(at + "/0/" + std::to_string(i), ErrorCode::kBadValue, "the column " + dump(table[0][i]) + " is there twice");
      }
    }
    for (std::size_t i = 1; i < table.size() && !failed_; ++i) {
      const std::string place = at + "/" + std::to_string(i);
      if (!table[i].is_array() || table[i].size() != table[0].size()) return fail(place, ErrorCode::kBadValue, "expected a row of " + std::to_string(table[0].size()) + " cells");
      read_row(base, table[0], table[i], place);
    }
  }
  void read_row(const Json& base, const Json& columns, const Json& row, const std::string& at) {
    Axes axes;
    Json expect = Json::object();
    for (std::size_t i = 0; i < columns.size() && !failed_; ++i) {
      const std::string key = columns[i].is_string() ? columns[i].get<std::string>() : dump(columns[i]);
      const std::string place = at + "/" + std::to_string(i);
      if (fact_from(key)) {
        const std::string cell = row[i].is_string() ? row[i].get<std::string>() : dump(row[i]);
        if (cell == "*") axes.emplace_back(key, values(key, "*", place));
        else if (!cell.empty()) axes.emplace_back(key, split(cell, '|'));
      } else if (key == "rules" && row[i].is_string()) {
        expect["rules"] = split(row[i].get<std::string>(), ' ');
      } else if (is_one_of(key, kObligations)) {
        expect["obligations"][key] = row[i];
      } else if (is_one_of(key, kExpectations)) {
        expect[key] = row[i];
      } else {
        fail(place, ErrorCode::kUnknownName, "unknown column " + in_quotes(key) + "; expected a fact, level, permitted, rules or an obligation");
      }
    }
    if (!failed_) check_expect(expect, at);
    cross(axes, 0, "", base, expect, at);
  }

  const Policy& policy_;
  const PolicySource& file_;
  Json now_;
  Json fixtures_ = Json::object();
  std::vector<Test> tests_;
  std::size_t cases_ = 0;
  std::map<std::string, std::pair<Json, std::string>> said_;  // situation → what was expected of it, and where
  bool failed_ = false;
  Error error_;
};
}  // namespace

Result<std::vector<Test>> read_test_file(const Policy& policy, const PolicySource& file) { return Reader(policy, file).run(); }

}  // namespace tirai::tool
