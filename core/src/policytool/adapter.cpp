// An adapter before it is signed into a bundle. What it must look like is the schema's to say; here is what a schema cannot: classes are a policy's
// names, and selectors have their brackets in pairs.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <span>

#include "codec/json.h"
#include "decide/nearest.h"
#include "policytool/schema.h"
#include "tirai/policy_tool.h"

namespace tirai {
namespace {
using codec::JsonMember;
using codec::JsonValue;
using policytool::SchemaFault;
using Fault = std::optional<SchemaFault>;

constexpr std::size_t kMostBytes = 256u << 10;
constexpr std::array<std::string_view, 5> kSelectors = {"select", "table", "row", "value", "next"};
constexpr std::array<std::string_view, 2> kClasses = {"class", "email_class"};

bool is_one_of(std::string_view name, std::span<const std::string_view> names) { return std::find(names.begin(), names.end(), name) != names.end(); }

// What is open at the end of a selector, or closed without being open; '\0' if all is in pairs.
char unpaired(std::string_view css) {
  std::string open;
  for (std::size_t i = 0; i < css.size(); ++i) {
    const char c = css[i];
    if (c == '\\') { ++i; continue; }
    const bool quoting = !open.empty() && (open.back() == '"' || open.back() == '\'');
    if (quoting ? c == open.back() : (c == ')' || c == ']')) {
      if (open.empty() || (!quoting && open.back() != (c == ')' ? '(' : '['))) return c;
      open.pop_back();
    } else if (!quoting && (c == '(' || c == '[' || c == '"' || c == '\'')) {
      open += c;
    }
  }
  return open.empty() ? '\0' : open.back();
}

Fault selector_fault(const JsonValue& value, const std::string& at) {
  const char wrong = unpaired(value.string);
  if (wrong == '\0') return std::nullopt;
  return SchemaFault{ErrorCode::kBadValue, at, value.offset, std::string("not a CSS selector: ") + wrong + " stands without its other half"};
}

Fault class_fault(const JsonValue& value, const std::string& at, const Policy& policy) {
  if (policy.class_index(value.string)) return std::nullopt;
  std::vector<std::string_view> known;
  for (const Class& one : policy.classes) known.push_back(one.id);
  const std::string_view meant = decision::nearest(value.string, known);
  return SchemaFault{ErrorCode::kUnknownName, at, value.offset, "the policy has no class \"" + value.string + "\"" + (meant.empty() ? std::string() : "; did you mean \"" + std::string(meant) + "\"?")};
}

// The first wrong selector or class in what the schema has let pass. `key`: the member `value` stands in.
Fault names_fault(const JsonValue& value, std::string_view key, const std::string& at, const Policy* policy) {
  if (value.is(JsonValue::Kind::kString) && (is_one_of(key, kSelectors) || key == "never" || key == "name")) return selector_fault(value, at);
  if (value.is(JsonValue::Kind::kString) && policy != nullptr && is_one_of(key, kClasses)) return class_fault(value, at, *policy);
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (Fault found = names_fault(value.items[i], key, at + "/" + std::to_string(i), policy)) return found;
  }
  for (const JsonMember& member : value.members) {
    std::string below = at;
    codec::append_pointer(below, member.key);
    if (Fault found = names_fault(member.value, member.key, below, policy)) return found;
  }
  return std::nullopt;
}

AdapterSummary summary_of(const JsonValue& adapter) {
  const auto count = [&](std::string_view key) { const JsonValue* found = adapter.find(key); return found == nullptr ? 0 : found->items.size() + found->members.size(); };
  return {*adapter.string_at({"helpdesk"}), count("facts"), count("fields") + count("columns") + count("labelled") + count("pictures"), count("places")};
}
}  // namespace

Result<AdapterSummary> check_adapter(std::string_view json, std::string_view name, const Policy* policy) {
  if (json.size() > kMostBytes) return Error{ErrorCode::kTooLarge, "larger than 256 KiB", std::string(name)};
  static const Result<JsonValue> schema = codec::read_json(policytool::adapter_schema(), "adapter.schema.json");
  if (!schema) return schema.error();
  const Result<JsonValue> read = codec::read_json(json, name);
  if (!read) return read.error();
  if (!nlohmann::json::accept(json)) return Error{ErrorCode::kBadSyntax, "not JSON: a browser reads no comments in an adapter", std::string(name)};
  Fault fault = policytool::check_schema(schema.value(), read.value());
  if (!fault) fault = names_fault(read.value(), "", "", policy);
  if (fault) return Error{fault->code, codec::one_line(fault->message), codec::place(name, fault->pointer, json, fault->offset)};
  return summary_of(read.value());
}

}  // namespace tirai
