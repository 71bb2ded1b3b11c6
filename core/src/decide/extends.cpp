// A policy that extends others: their trees laid one over the other, the nearest on top. Every value remembers its file, so an error
// still names the file, line and column a person can go to.
#include <algorithm>

#include "decide/policy_reader.h"

namespace tirai {
namespace {
using codec::JsonMember;
using codec::JsonValue;
using Kind = JsonValue::Kind;
constexpr std::size_t kMostSources = 16;

void mark(JsonValue& value, std::uint8_t source) {
  value.source = source;
  for (JsonValue& item : value.items) mark(item, source);
  for (JsonMember& member : value.members) mark(member.value, source);
}

bool is_one_of(std::string_view key, std::initializer_list<std::string_view> keys) { return std::find(keys.begin(), keys.end(), key) != keys.end(); }

JsonMember* find(JsonValue& object, std::string_view key) {
  const auto found = std::find_if(object.members.begin(), object.members.end(), [&](const JsonMember& member) { return member.key == key; });
  return found == object.members.end() ? nullptr : &*found;
}

void put(JsonValue& object, JsonMember member) {
  if (JsonMember* below = find(object, member.key)) *below = std::move(member);
  else object.members.push_back(std::move(member));
}

// A rule of the same id takes the place of the one below it; the others stay.
void put_rule(JsonValue& rules, JsonValue rule) {
  const std::string* id = rule.string_at({"id"});
  const auto same = std::find_if(rules.items.begin(), rules.items.end(), [&](const JsonValue& one) {
    const std::string* other = one.string_at({"id"});
    return id != nullptr && other != nullptr && *id == *other && one.source != rule.source;
  });
  if (same == rules.items.end()) rules.items.push_back(std::move(rule));
  else *same = std::move(rule);
}

void lay_over(JsonValue& below, JsonValue above) {
  for (JsonMember& member : above.members) {
    JsonMember* there = find(below, member.key);
    const bool both = there != nullptr && there->value.kind == member.value.kind;
    if (member.key == "extends" || member.key == "$schema") continue;
    if (both && member.value.is(Kind::kObject) && is_one_of(member.key, {"roles", "purposes", "classes", "detectors", "limits"})) {
      for (JsonMember& inner : member.value.members) put(there->value, std::move(inner));
    } else if (both && member.value.is(Kind::kArray) && member.key == "rules") {
      for (JsonValue& rule : member.value.items) put_rule(there->value, std::move(rule));
    } else {
      put(below, std::move(member));
    }
  }
}

Result<JsonValue> read_object(const PolicySource& source, std::uint8_t index) {
  Result<JsonValue> read = codec::read_json(source.text, source.name);
  if (!read) return read;
  if (!read.value().is(Kind::kObject)) return Error{ErrorCode::kBadValue, "expected an object", source.name};
  mark(read.value(), index);
  return read;
}

Result<JsonValue> merged(std::span<const PolicySource> sources) {
  if (sources.empty()) return Error{ErrorCode::kInternal, "no policy was given", "policy"};
  if (sources.size() > kMostSources) return Error{ErrorCode::kTooLarge, "extends more than 15 policies", sources[0].name};
  JsonValue all{.kind = Kind::kObject};
  for (std::size_t i = sources.size(); i-- > 0;) {
    Result<JsonValue> read = read_object(sources[i], static_cast<std::uint8_t>(i));
    if (!read) return read;
    lay_over(all, std::move(read).value());
  }
  return all;
}

// Digit for digit as it was written: a number is never made anew.
std::string_view number_at(std::string_view text, std::size_t offset) {
  const std::size_t end = text.find_first_not_of("0123456789+-.eE", offset);
  return text.substr(offset, end == text.npos ? end : end - offset);
}

void write(std::string& out, const JsonValue& value, std::span<const PolicySource> sources) {
  switch (value.kind) {
    case Kind::kNull: out += "null"; return;
    case Kind::kBool: out += value.boolean ? "true" : "false"; return;
    case Kind::kInteger:
    case Kind::kNumber: out += number_at(sources[value.source].text, value.offset); return;
    case Kind::kString: codec::append_json_string(out, value.string); return;
    case Kind::kArray: {
      out += '[';
      for (const JsonValue& item : value.items) {
        if (out.back() != '[') out += ", ";
        write(out, item, sources);
      }
      out += ']';
      return;
    }
    case Kind::kObject: {
      out += '{';
      for (const JsonMember& member : value.members) {
        codec::append_json_key(out, member.key);
        out += ' ';
        write(out, member.value, sources);
      }
      out += '}';
    }
  }
}

// One line for each thing a person names: a diff of two published policies can be read.
std::string pages(const JsonValue& tree, std::span<const PolicySource> sources) {
  std::string out = "{";
  for (const JsonMember& member : tree.members) {
    out += out.size() == 1 ? "\n  " : ",\n  ";
    codec::append_json_string(out, member.key);
    out += ": ";
    const bool list = member.value.is(Kind::kArray);
    if (!list && !member.value.is(Kind::kObject)) {
      write(out, member.value, sources);
      continue;
    }
    out += list ? '[' : '{';
    bool first = true;
    for (const JsonValue& item : member.value.items) {
      out += std::exchange(first, false) ? "\n    " : ",\n    ";
      write(out, item, sources);
    }
    for (const JsonMember& inner : member.value.members) {
      out += std::exchange(first, false) ? "\n    " : ",\n    ";
      codec::append_json_string(out, inner.key);
      out += ": ";
      write(out, inner.value, sources);
    }
    out += first ? "" : "\n  ";
    out += list ? ']' : '}';
  }
  return out + "\n}\n";
}
}  // namespace

Result<std::string> flatten_policy(std::span<const PolicySource> sources) {
  const Result<JsonValue> tree = merged(sources);
  if (!tree) return tree.error();
  return pages(tree.value(), sources);
}

Result<Policy> parse_policy(std::span<const PolicySource> sources) {
  const Result<JsonValue> tree = merged(sources);
  if (!tree) return tree.error();
  if (sources.size() == 1) return parse_policy(sources[0].text, sources[0].name);
  return decision::read_policy_tree(tree.value(), sources, pages(tree.value(), sources));
}

}  // namespace tirai
