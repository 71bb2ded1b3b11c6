#include "codec/json_flat.h"

#include <algorithm>
#include <array>

#include "codec/json_sax.h"
#include "sorting.h"

namespace tirai::codec {
namespace {
// Few keys are compared one by one, many in order.
bool is_repeated_among_many(const FlatNode& object) {
  std::vector<std::string_view> keys;
  for (const FlatNode* at = &object + 1; at < &object + object.size; at += at->size) keys.push_back(at->key);
  sort_by(keys.begin(), keys.end(), [](std::string_view a, std::string_view b) { return a < b; });
  return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}
bool is_any_key_repeated(const FlatNode& object) {
  constexpr std::size_t kFew = 16;
  std::array<std::string_view, kFew> few;
  std::size_t count = 0;
  for (const FlatNode* at = &object + 1; at < &object + object.size; at += at->size) {
    if (count == kFew) return is_repeated_among_many(object);
    if (std::find(few.begin(), few.begin() + count, at->key) != few.begin() + count) return true;
    few[count++] = at->key;
  }
  return false;
}
}  // namespace

class FlatBuilder final : public JsonListener {
 public:
  explicit FlatBuilder(FlatJson& made) : made_(made) {}

  bool on_null() override { return add(JsonValue::Kind::kNull), true; }
  bool on_bool(bool) override { return add(JsonValue::Kind::kBool), true; }
  bool on_integer(std::int64_t value) override { return add(JsonValue::Kind::kInteger).integer = value, true; }
  bool on_number(double) override { return add(JsonValue::Kind::kNumber), true; }
  bool on_string(std::string_view value) override { return add(JsonValue::Kind::kString).string = kept(value), true; }
  bool on_key(std::string_view name) override { return key_ = kept(name), true; }
  bool on_object() override { return open(JsonValue::Kind::kObject); }
  bool on_object_end() override { return !is_any_key_repeated(close()); }
  bool on_array() override { return open(JsonValue::Kind::kArray); }
  bool on_array_end() override { return close(), true; }

 private:
  FlatNode& add(JsonValue::Kind kind) {
    FlatNode& node = made_.nodes_.emplace_back();
    node.kind = kind;
    node.key = key_;  // an item bears the key of some object before: nobody asks for it
    return node;
  }
  std::string_view kept(std::string_view value) {
    const std::size_t begin = made_.text_.size();
    made_.text_ += value;
    return std::string_view(made_.text_).substr(begin);
  }
  bool open(JsonValue::Kind kind) {
    if (depth_ == kMaxJsonDepth) return false;
    open_[depth_++] = static_cast<std::uint32_t>(made_.nodes_.size());
    add(kind);
    return true;
  }
  const FlatNode& close() {
    FlatNode& node = made_.nodes_[open_[--depth_]];
    node.size = static_cast<std::uint32_t>(&made_.nodes_.back() - &node) + 1;
    return node;
  }

  FlatJson& made_;
  std::string_view key_;
  std::array<std::uint32_t, kMaxJsonDepth> open_{};
  std::size_t depth_ = 0;
};

std::optional<std::string_view> FlatValue::string() const { return is(JsonValue::Kind::kString) ? std::optional(node_->string) : std::nullopt; }
std::optional<std::int64_t> FlatValue::integer() const { return is(JsonValue::Kind::kInteger) ? std::optional(node_->integer) : std::nullopt; }

FlatValue FlatValue::operator[](std::string_view key) const {
  if (!is(JsonValue::Kind::kObject)) return {};
  for (const FlatNode* at = node_ + 1; at < node_ + node_->size; at += at->size) {
    if (at->key == key) return FlatValue(at);
  }
  return {};
}

bool FlatJson::read(std::string_view json) {
  constexpr std::size_t kUsualNodes = 64;  // of a request; more make the list grow
  nodes_.clear();
  text_.clear();
  if (json.size() > kMaxJsonBytes) return false;
  nodes_.reserve(kUsualNodes);
  text_.reserve(json.size());
  FlatBuilder builder(*this);
  if (read_sax(json, builder).ended == JsonRead::Ended::kWell) return true;
  nodes_.clear();
  return false;
}

}  // namespace tirai::codec
