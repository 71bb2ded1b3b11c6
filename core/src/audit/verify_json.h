// verify's own eye for canonical JSON (RFC 8785, integers only). It makes nothing and changes nothing: it walks the bytes that were
// received, says whether they are canonical, and remembers where each value lies. Shares no code with the writer, so one can catch the other.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tirai::verify {

class CanonicalText {
 public:
  struct Node {
    char kind = 'n';           ///< one of { [ " 0 t n: object, array, string, integer, true or false, null
    bool escaped = false;      ///< a string with escapes
    std::uint32_t begin = 0;   ///< of the value
    std::uint32_t end = 0;
    std::uint32_t key = 0;     ///< where the member begins, at the quote of its key; = begin outside objects
    std::uint32_t size = 1;    ///< nodes, this one and all inside it; they stand right behind it
  };

  /// Reads one JSON text. `line` outlives this. Nesting at most 16, at most 64 KiB. An error is one phrase with its place.
  static std::optional<CanonicalText> read(std::string_view line, std::string& why);

  /// The value of a member; nullptr if there is none of this name, or no object.
  [[nodiscard]] const Node* member(const Node* object, std::string_view name) const;
  /// The value at a path of keys from the root; nullptr if it is not there.
  [[nodiscard]] const Node* find(std::initializer_list<std::string_view> path) const;
  [[nodiscard]] std::string_view raw(const Node& node) const { return line_.substr(node.begin, node.end - node.begin); }
  [[nodiscard]] std::size_t members(std::initializer_list<std::string_view> path) const;
  /// A string without escapes; nothing for anything else.
  [[nodiscard]] std::optional<std::string_view> text(const Node* node) const;
  [[nodiscard]] std::optional<std::string_view> text(std::initializer_list<std::string_view> path) const { return text(find(path)); }
  /// An integer that is not negative.
  [[nodiscard]] std::optional<std::uint64_t> count(const Node* node) const;
  [[nodiscard]] std::optional<std::uint64_t> count(std::initializer_list<std::string_view> path) const { return count(find(path)); }
  /// What stands before and behind one member of an object, cut out with its comma: together still canonical.
  [[nodiscard]] std::array<std::string_view, 2> without(const Node& member) const;

 private:
  explicit CanonicalText(std::string_view line) : line_(line) {}
  std::string_view line_;
  std::vector<Node> nodes_;
  friend class CanonicalReader;
};

/// Whether key `a` stands before `b` in UTF-16 code units. Both are well-formed UTF-8.
[[nodiscard]] bool key_before(std::string_view a, std::string_view b);

}  // namespace tirai::verify
