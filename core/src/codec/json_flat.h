// JSON that is asked once and thrown away: a request. The same texts are read as by read_json(), into one list of nodes and one string: two
// allocations, however many values there are. No places are kept: who must name one reads the text again with read_json().
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codec/json.h"

namespace tirai::codec {

/// A value; its members or items stand right behind it.
struct FlatNode {
  JsonValue::Kind kind = JsonValue::Kind::kNull;
  std::uint32_t size = 1;    ///< nodes, this one and all inside it
  std::string_view key;      ///< of an object's member
  std::string_view string;   ///< kString
  std::int64_t integer = 0;  ///< kInteger
};

/// One of the values, or nothing: what is asked of nothing answers nothing.
class FlatValue {
 public:
  FlatValue() = default;
  explicit FlatValue(const FlatNode* node) : node_(node) {}

  [[nodiscard]] bool exists() const { return node_ != nullptr; }
  [[nodiscard]] bool is(JsonValue::Kind kind) const { return node_ != nullptr && node_->kind == kind; }
  /// Nothing too when this is of another kind.
  [[nodiscard]] std::optional<std::string_view> string() const;
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  /// The member named `key`; nothing too when this is no object.
  [[nodiscard]] FlatValue operator[](std::string_view key) const;
  /// Visits the items of an array; of anything else none.
  template <typename Visit>
  void each_item(Visit visit) const {
    if (!is(JsonValue::Kind::kArray)) return;
    for (const FlatNode* at = node_ + 1; at < node_ + node_->size; at += at->size) visit(FlatValue(at));
  }

 private:
  const FlatNode* node_ = nullptr;
};

class FlatJson {
 public:
  FlatJson() = default;
  FlatJson(const FlatJson&) = delete;  // the nodes look into `text_`
  FlatJson& operator=(const FlatJson&) = delete;

  /// False where read_json() answers an error.
  [[nodiscard]] bool read(std::string_view json);
  [[nodiscard]] FlatValue root() const { return nodes_.empty() ? FlatValue() : FlatValue(nodes_.data()); }

 private:
  friend class FlatBuilder;
  std::vector<FlatNode> nodes_;
  std::string text_;  ///< all keys and strings, unescaped. INVARIANT: its buffer never moves, for no JSON text is shorter than what it says
};

}  // namespace tirai::codec
