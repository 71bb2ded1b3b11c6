#include "decide/policy_node.h"

#include <algorithm>

#include "decide/nearest.h"

namespace tirai::decision {
namespace {
using Kind = codec::JsonValue::Kind;
constexpr std::size_t kLongestName = 64;
}  // namespace

void Node::fail_at(std::string_view key, const codec::JsonValue& where, std::size_t offset, ErrorCode code, std::string message) const {
  if (reading_->error) return;
  std::string pointer = pointer_;
  if (!key.empty()) codec::append_pointer(pointer, key);
  const PolicySource& source = reading_->sources[where.source];
  reading_->error = Error{code, codec::one_line(message), codec::place(source.name, pointer, source.text, offset)};
}

bool Node::object(std::span<const std::string_view> known, std::span<const std::string_view> needed) const {
  if (!value_->is(Kind::kObject)) return fail(ErrorCode::kBadValue, "expected an object"), false;
  for (const codec::JsonMember& member : value_->members) {
    if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
    fail_at_key(member, ErrorCode::kUnknownKey, "unknown key " + in_quotes(member.key) + hint(member.key, known));
  }
  for (const std::string_view key : needed) {
    if (value_->find(key) == nullptr) fail(ErrorCode::kMissingKey, "missing key \"" + std::string(key) + "\"");
  }
  return true;
}

bool Node::dictionary(std::size_t at_most) const {
  if (!value_->is(Kind::kObject)) return fail(ErrorCode::kBadValue, "expected an object"), false;
  if (value_->members.size() <= at_most) return true;
  return fail(ErrorCode::kTooLarge, std::to_string(value_->members.size()) + " entries; expected at most " + std::to_string(at_most)), false;
}

bool Node::array(std::size_t at_most) const {
  if (!value_->is(Kind::kArray)) return fail(ErrorCode::kBadValue, "expected an array"), false;
  if (value_->items.size() <= at_most) return true;
  return fail(ErrorCode::kTooLarge, std::to_string(value_->items.size()) + " items; expected at most " + std::to_string(at_most)), false;
}

std::optional<Node> Node::at(std::string_view key) const {
  const codec::JsonValue* found = value_->find(key);
  return found == nullptr ? std::nullopt : std::optional<Node>(Node(*this, *found, key, 0));
}

std::string Node::text(std::size_t at_most) const {
  if (!value_->is(Kind::kString)) return fail(ErrorCode::kBadValue, "expected a string"), std::string();
  if (value_->string.empty()) fail(ErrorCode::kBadValue, "empty string");
  if (value_->string.size() > at_most) fail(ErrorCode::kTooLarge, "longer than " + std::to_string(at_most) + " bytes");
  return value_->string;
}

bool Node::boolean() const {
  if (!value_->is(Kind::kBool)) fail(ErrorCode::kBadValue, "expected true or false");
  return value_->boolean;
}

std::uint32_t Node::integer(std::uint32_t least, std::uint32_t most) const {
  const bool fits = value_->is(Kind::kInteger) && value_->integer >= least && value_->integer <= most;
  if (!fits) fail(ErrorCode::kBadValue, "expected an integer from " + std::to_string(least) + " to " + std::to_string(most));
  return fits ? static_cast<std::uint32_t>(value_->integer) : least;
}

double Node::fraction() const {
  const bool number = value_->is(Kind::kInteger) || value_->is(Kind::kNumber);
  const bool fits = number && value_->number >= 0 && value_->number <= 1;
  if (!fits) fail(ErrorCode::kBadValue, "expected a number from 0 to 1");
  return fits ? value_->number : 0;
}

std::vector<std::string> Node::texts(std::size_t at_most) const {
  std::vector<std::string> made;
  if (!array(at_most)) return made;
  if (value_->items.empty()) fail(ErrorCode::kBadValue, "an empty list says nothing; leave the key out");
  for (std::size_t i = 0; i < value_->items.size(); ++i) made.push_back(item(i).text());
  return made;
}

Text Node::bilingual() const {
  static constexpr std::string_view kLanguages[] = {"id", "en"};
  if (!object(kLanguages, kLanguages)) return {};
  return {text_at("id"), text_at("en")};
}

std::string Node::text_at(std::string_view key) const {
  const auto node = at(key);
  return node ? node->text() : std::string();
}

bool Node::boolean_at(std::string_view key, bool otherwise) const {
  const auto node = at(key);
  return node ? node->boolean() : otherwise;
}

Text Node::bilingual_at(std::string_view key) const {
  const auto node = at(key);
  return node ? node->bilingual() : Text{};
}

bool is_name(std::string_view name) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
  return !name.empty() && name.size() <= kLongestName && name.front() >= 'a' && name.front() <= 'z' && std::all_of(name.begin(), name.end(), allowed);
}

bool is_class_name(std::string_view name) {
  if (name.size() > kLongestName) return false;
  while (true) {
    const std::size_t dot = name.find('.');
    if (!is_name(name.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    name.remove_prefix(dot + 1);
  }
}

}  // namespace tirai::decision
