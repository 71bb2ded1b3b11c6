// An object of canonical JSON, written as it goes: whoever knows the members names them in their order (RFC 8785, 3.2.3), and nothing is sorted, copied or escaped.
// INVARIANT: keys ascend, and texts are of fields.h's shapes or our own words: none has a letter that JSON would escape. The fuzz target and the second
// writer's vectors hold both.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

namespace tirai::audit {

class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }

  void text(std::string_view key, std::string_view value) {
    add_key(key);
    quote(value);
  }
  /// Empty means "not given": the member is left out.
  void text_if(std::string_view key, std::string_view value) {
    if (!value.empty()) text(key, value);
  }
  void integer(std::string_view key, std::int64_t value) {
    add_key(key);
    out_.append(digits_, std::to_chars(digits_, digits_ + sizeof digits_, value).ptr);
  }
  void truth(std::string_view key, bool value) {
    add_key(key);
    out_ += value ? "true" : "false";
  }
  /// The text of an integer.
  void integer_text(std::string_view key, std::int64_t value) {
    add_key(key);
    quote({digits_, static_cast<std::size_t>(std::to_chars(digits_, digits_ + sizeof digits_, value).ptr - digits_)});
  }
  /// JSON that is written already.
  void json(std::string_view key, std::string_view value) {
    add_key(key);
    out_ += value;
  }
  ObjectWriter object(std::string_view key) {
    add_key(key);
    return ObjectWriter(out_);
  }
  /// An array of the texts that `each` hands to the function it is given.
  template <typename Each>
  void texts(std::string_view key, Each each) {
    add_key(key);
    out_ += '[';
    each([this](std::string_view text) {
      if (out_.back() != '[') out_ += ',';
      quote(text);
    });
    out_ += ']';
  }
  /// Where the next member's value will stand, behind its key.
  std::size_t place(std::string_view key) {
    add_key(key);
    return out_.size();
  }
  void end() { out_ += '}'; }

 private:
  void add_key(std::string_view key) {
    const bool first = out_.back() == '{';
    char* at = grow(key.size() + (first ? 3 : 4));
    if (!first) *at++ = ',';
    at = quoted(at, key);
    *at = ':';
  }
  void quote(std::string_view text) { quoted(grow(text.size() + 2), text); }

  // Room for so many letters, asked for once: five appends of a letter each cost more than what they write.
  char* grow(std::size_t letters) {
    const std::size_t end = out_.size();
    out_.append(letters, '\0');
    return out_.data() + end;
  }
  static char* quoted(char* at, std::string_view text) {
    *at++ = '"';
    at = std::copy(text.begin(), text.end(), at);
    *at++ = '"';
    return at;
  }

  std::string& out_;
  char digits_[24];
};

}  // namespace tirai::audit
