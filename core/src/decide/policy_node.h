// A value of the policy file while it is read: it knows its place and reports what is wrong with it.
// Only the first report is kept, so a reader says what it expects and goes on; nobody checks twice.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "codec/json.h"
#include "tirai/policy.h"

namespace tirai::decision {

/// What the whole policy shares: its files, the nearest first, and the first thing that is wrong.
struct Reading {
  std::span<const PolicySource> sources;
  std::optional<Error> error;
};

class Node {
 public:
  Node(Reading& reading, const codec::JsonValue& value) : reading_(&reading), value_(&value) {}
  [[nodiscard]] const codec::JsonValue& value() const { return *value_; }

  void fail(ErrorCode code, std::string message) const { fail_at({}, *value_, value_->offset, code, std::move(message)); }
  void fail_at_key(const codec::JsonMember& member, ErrorCode code, std::string message) const {
    fail_at(member.key, member.value, member.offset, code, std::move(message));
  }

  /// Reports every key that is not among `known`, and every one of `needed` that is absent. False if this is no object.
  bool object(std::span<const std::string_view> known, std::span<const std::string_view> needed = {}) const;
  /// False, and reported, if this is no object; its keys are names the author chose.
  bool dictionary(std::size_t at_most) const;

  /// The member or item, if it is there.
  [[nodiscard]] std::optional<Node> at(std::string_view key) const;
  [[nodiscard]] Node member(const codec::JsonMember& member) const { return {*this, member.value, member.key, 0}; }
  [[nodiscard]] Node item(std::size_t index) const { return {*this, value_->items[index], {}, index}; }
  /// False, and reported, if this is no array or holds more.
  bool array(std::size_t at_most) const;

  /// The value, or a neutral one after a report.
  [[nodiscard]] std::string text(std::size_t at_most = 1000) const;
  [[nodiscard]] bool boolean() const;
  [[nodiscard]] std::uint32_t integer(std::uint32_t least, std::uint32_t most) const;
  [[nodiscard]] double fraction() const;  ///< 0 to 1
  [[nodiscard]] std::vector<std::string> texts(std::size_t at_most) const;  ///< a list of strings, not empty
  [[nodiscard]] Text bilingual() const;   ///< {"id":…,"en":…}, both there, neither empty

  // The same for members that may be absent.
  [[nodiscard]] std::string text_at(std::string_view key) const;
  [[nodiscard]] bool boolean_at(std::string_view key, bool otherwise) const;
  [[nodiscard]] Text bilingual_at(std::string_view key) const;

 private:
  Node(const Node& parent, const codec::JsonValue& value, std::string_view key, std::size_t index)
      : reading_(parent.reading_), value_(&value), pointer_(parent.pointer_) {
    codec::append_pointer(pointer_, parent.value_->is(codec::JsonValue::Kind::kArray) ? std::to_string(index) : std::string(key));
  }
  void fail_at(std::string_view key, const codec::JsonValue& where, std::size_t offset, ErrorCode code, std::string message) const;

  Reading* reading_;
  const codec::JsonValue* value_;
  std::string pointer_;
};

/// Names the author gives: 1 to 64 of a-z, 0-9, "_" and "-", beginning with a letter; classes have dots between such names.
[[nodiscard]] bool is_name(std::string_view name);
[[nodiscard]] bool is_class_name(std::string_view name);

}  // namespace tirai::decision
