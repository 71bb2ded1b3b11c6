#include "policytool/schema.h"

#include <algorithm>
#include <array>
#include <regex>

#include "decide/nearest.h"

namespace tirai::policytool {
namespace {
using codec::JsonMember;
using codec::JsonValue;
using decision::in_quotes;
using Kind = JsonValue::Kind;
using Fault = std::optional<SchemaFault>;

constexpr std::array<std::string_view, 24> kKeywords = {
    "$schema", "$id", "$defs", "$ref", "title", "description", "examples", "default", "type", "const", "enum", "pattern", "maxLength",
    "properties", "required", "additionalProperties", "items", "minItems", "maxItems", "oneOf", "anyOf", "not", "if", "then"};

// Code points, as the pattern of a schema counts them. The text is well-formed: it comes from read_json().
std::wstring code_points(std::string_view text) {
  std::wstring out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0) == 0x80 && !out.empty()) out.back() = static_cast<wchar_t>(out.back() << 6 | (byte & 0x3F));
    else out += static_cast<wchar_t>(byte < 0x80 ? byte : byte < 0xE0 ? byte & 0x1F : byte < 0xF0 ? byte & 0x0F : byte & 0x07);
  }
  return out;
}

class Checker {
 public:
  explicit Checker(const JsonValue& root) : root_(root) {}

  Fault check(const JsonValue& schema, const JsonValue& value, const std::string& at) const {
    if (const Fault unknown = keywords(schema, value, at)) return unknown;
    if (const std::string* ref = schema.string_at({"$ref"})) {
      const JsonValue* there = resolved(*ref);
      return there == nullptr ? fault(value, at, "the schema refers to " + in_quotes(*ref) + ", which it does not hold", ErrorCode::kInternal) : check(*there, value, at);
    }
    for (const auto part : {&Checker::type, &Checker::constant, &Checker::text, &Checker::array, &Checker::object, &Checker::combined}) {
      if (Fault fault = (this->*part)(schema, value, at)) return fault;
    }
    return std::nullopt;
  }

 private:
  static Fault fault(const JsonValue& value, const std::string& at, std::string message, ErrorCode code = ErrorCode::kBadValue) {
    return SchemaFault{code, at, value.offset, std::move(message)};
  }

  static Fault keywords(const JsonValue& schema, const JsonValue& value, const std::string& at) {
    for (const JsonMember& member : schema.members) {
      if (member.key != "else" && std::find(kKeywords.begin(), kKeywords.end(), member.key) == kKeywords.end()) {
        return fault(value, at, "the schema says " + in_quotes(member.key) + ", which this program cannot check", ErrorCode::kInternal);
      }
    }
    return std::nullopt;
  }

  const JsonValue* resolved(const std::string& ref) const {
    constexpr std::string_view kDefs = "#/$defs/";
    const JsonValue* defs = root_.find("$defs");
    return defs == nullptr || ref.rfind(kDefs, 0) != 0 ? nullptr : defs->find(ref.substr(kDefs.size()));
  }

  // "a class of the policy such as "contact.phone"", in the schema's own words.
  static std::string expectation(const JsonValue& schema, std::string_view otherwise) {
    const std::string* described = schema.string_at({"description"});
    std::string out = "expected " + (described == nullptr ? std::string(otherwise) : *described);
    const JsonValue* examples = schema.find("examples");
    if (examples != nullptr && !examples->items.empty()) out += ", such as " + in_quotes(examples->items.front().string);
    return out;
  }

  Fault type(const JsonValue& schema, const JsonValue& value, const std::string& at) const {
    const std::string* name = schema.string_at({"type"});
    if (name == nullptr) return std::nullopt;
    const bool right = *name == "object" ? value.is(Kind::kObject) : *name == "array" ? value.is(Kind::kArray) : *name == "string" ? value.is(Kind::kString) : *name == "boolean" && value.is(Kind::kBool);
    if (right) return std::nullopt;
    if (*name == "boolean") return fault(value, at, "expected true or false");
    return fault(value, at, *name == "string" ? expectation(schema, "text in quotation marks") : "expected an " + *name);
  }

  Fault constant(const JsonValue& schema, const JsonValue& value, const std::string& at) const {
    std::vector<std::string_view> allowed;
    if (const JsonValue* one = schema.find("const")) allowed = {one->string};
    else if (const JsonValue* several = schema.find("enum")) for (const JsonValue& item : several->items) allowed.push_back(item.string);
    else return std::nullopt;
    if (value.is(Kind::kString) && std::find(allowed.begin(), allowed.end(), value.string) != allowed.end()) return std::nullopt;
    return fault(value, at, "expected " + decision::list_of(allowed));
  }

  Fault text(const JsonValue& schema, const JsonValue& value, const std::string& at) const {
    const std::string* pattern = schema.string_at({"pattern"});
    if (pattern == nullptr || !value.is(Kind::kString)) return std::nullopt;
    const JsonValue* most = schema.find("maxLength");
    const std::wstring points = code_points(value.string);
    // The library matches by recursion: no text is longer than a pattern's own bound.
    if (points.size() > static_cast<std::size_t>(most == nullptr ? 500 : most->integer)) return fault(value, at, "longer than " + std::to_string(most == nullptr ? 500 : most->integer) + " characters");
    return std::regex_match(points, std::wregex(code_points(*pattern))) ? std::nullopt : fault(value, at, expectation(schema, "another text"));
  }

  Fault array(const JsonValue& schema, const JsonValue& value, const std::string& at) const {
    if (!value.is(Kind::kArray)) return std::nullopt;
    const JsonValue* least = schema.find("minItems");
    const JsonValue* most = schema.find("maxItems");
    const auto count = static_cast<std::int64_t>(value.items.size());
    if (least != nullptr && most != nullptr && (count < least->integer || count > most->integer)) {
      return fault(value, at, "expected " + std::to_string(least->integer) + " to " + std::to_string(most->integer) + " of them");
    }
    const JsonValue* items = schema.find("items");
    for (std::size_t i = 0; items != nullptr && i < value.items.size(); ++i) {
      if (Fault found = check(*items, value.items[i], at + "/" + std::to_string(i))) return found;
    }
    return std::nullopt;
  }

  Fault object(const JsonValue& schema, const JsonValue& value, const std::string& at) const {
    if (!value.is(Kind::kObject)) return std::nullopt;
    const JsonValue* properties = schema.find("properties");
    const JsonValue* more = schema.find("additionalProperties");
    const bool closed = more != nullptr && more->is(Kind::kBool) && !more->boolean;
    for (const JsonMember& member : value.members) {
      std::string below = at;
      codec::append_pointer(below, member.key);
      const JsonValue* known = properties == nullptr ? nullptr : properties->find(member.key);
      if (known == nullptr && closed) return SchemaFault{ErrorCode::kUnknownKey, below, member.offset, unknown_key(member.key, *properties)};
      if (known == nullptr) continue;
      if (Fault found = check(*known, member.value, below)) return found;
    }
    return required(schema, value, at);
  }

  static std::string unknown_key(const std::string& key, const JsonValue& properties) {
    std::vector<std::string_view> known;
    for (const JsonMember& member : properties.members) known.push_back(member.key);
    const std::string_view meant = decision::nearest(key, known);
    return "unknown key " + in_quotes(key) + (meant.empty() ? "; expected " + decision::list_of(known) : "; did you mean " + in_quotes(meant) + "?");
  }

  static Fault required(const JsonValue& schema, const JsonValue& value, const std::string& at) {
    const JsonValue* names = schema.find("required");
    for (std::size_t i = 0; names != nullptr && i < names->items.size(); ++i) {
      if (value.find(names->items[i].string) == nullptr) return fault(value, at, "key " + in_quotes(names->items[i].string) + " is missing", ErrorCode::kMissingKey);
    }
    return std::nullopt;
  }

  Fault combined(const JsonValue& schema, const JsonValue& value, const std::string& at) const {
    if (const JsonValue* any = schema.find("anyOf")) {
      const bool holds = std::any_of(any->items.begin(), any->items.end(), [&](const JsonValue& one) { return !check(one, value, at); });
      if (!holds) return fault(value, at, expectation(schema, "something else"));
    }
    if (const JsonValue* never = schema.find("not"); never != nullptr && !check(*never, value, at)) return forbidden(*never, value, at);
    if (const JsonValue* one = schema.find("oneOf")) {
      if (Fault found = one_of(*one, value, at)) return found;
    }
    const JsonValue* condition = schema.find("if");
    const JsonValue* then = condition == nullptr ? nullptr : schema.find(check(*condition, value, at) ? "else" : "then");
    return then == nullptr ? std::nullopt : check(*then, value, at);
  }

  // `never` holds for `value`: the key that should not stand there.
  Fault forbidden(const JsonValue& never, const JsonValue& value, const std::string& at) const {
    if (const JsonValue* any = never.find("anyOf")) {
      for (const JsonValue& one : any->items) {
        if (!check(one, value, at)) return forbidden(one, value, at);
      }
    }
    const JsonValue* names = never.find("required");
    for (const JsonMember& member : value.members) {
      if (names == nullptr || names->items.empty() || member.key != names->items.front().string) continue;
      std::string below = at;
      codec::append_pointer(below, member.key);
      return SchemaFault{ErrorCode::kBadValue, below, member.offset, in_quotes(member.key) + " does not go with the other keys here"};
    }
    return fault(value, at, "not expected here");
  }

  // Of several kinds exactly one: where none holds, what is wrong with the one that the value's keys are nearest to.
  Fault one_of(const JsonValue& kinds, const JsonValue& value, const std::string& at) const {
    std::size_t holding = 0, best_shared = 0;
    Fault best;
    for (const JsonValue& kind : kinds.items) {
      Fault found = check(kind, value, at);
      if (!found) { ++holding; continue; }
      const std::size_t shared = shared_keys(kind, value);
      if (best && shared <= best_shared) continue;
      best = std::move(found);
      best_shared = shared;
    }
    if (holding == 1) return std::nullopt;
    return holding > 1 ? fault(value, at, "these keys belong to different kinds") : best;
  }

  static std::size_t shared_keys(const JsonValue& kind, const JsonValue& value) {
    std::size_t shared = 0;
    const JsonValue* properties = kind.find("properties");
    const JsonValue* names = kind.find("required");
    for (const JsonMember& member : value.members) {
      if (properties != nullptr && properties->find(member.key) != nullptr) ++shared;
      for (std::size_t i = 0; names != nullptr && i < names->items.size(); ++i) shared += names->items[i].string == member.key ? 1 : 0;
    }
    return shared;
  }

  const JsonValue& root_;
};
}  // namespace

std::optional<SchemaFault> check_schema(const JsonValue& schema, const JsonValue& value) { return Checker(schema).check(schema, value, ""); }

}  // namespace tirai::policytool
