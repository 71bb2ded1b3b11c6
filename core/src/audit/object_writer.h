// An object of canonical JSON, written as it goes: whoever knows the members names them in their order (RFC 8785, 3.2.3), and nothing is sorted, copied or escaped.
// INVARIANT: keys ascend, and texts are of fields.h's shapes or our own words: none has a letter that JSON would escape. The fuzz target and the second
// writer's vectors hold both.
#pragma once

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
    if (out_.back() != '{') out_ += ',';
    quote(key);
    out_ += ':';
  }
  void quote(std::string_view text) {
    out_ += '"';
    out_ += text;
    out_ += '"';
  }

  std::string& out_;
  char digits_[24];
};

}  // namespace tirai::audit
