#include "codec/json.h"

#include <algorithm>

#include "codec/json_sax.h"
#include "sorting.h"

namespace tirai::codec {
namespace {
bool is_white(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Builds the values as they are read, and walks the same text beside to know where each token began.
class Builder final : public JsonListener {
 public:
  explicit Builder(std::string_view text) : text_(text), at_(byte_order_mark_size(text)) {}

  bool on_null() override { return add(JsonValue::Kind::kNull) != nullptr; }
  bool on_bool(bool value) override { return add(JsonValue::Kind::kBool)->boolean = value, true; }
  bool on_integer(std::int64_t value) override {
    JsonValue* added = add(JsonValue::Kind::kInteger);
    added->integer = value;
    added->number = static_cast<double>(value);
    return true;
  }
  bool on_number(double value) override { return add(JsonValue::Kind::kNumber)->number = value, true; }
  bool on_string(std::string_view value) override { return add(JsonValue::Kind::kString)->string = value, true; }
  bool on_object() override { return open(JsonValue::Kind::kObject); }
  bool on_array() override { return open(JsonValue::Kind::kArray); }
  bool on_object_end() override { return close(); }
  bool on_array_end() override { return close(); }
  bool on_key(std::string_view name) override {
    const std::size_t offset = next_token();
    if (is_repeated(name)) return fail_repeated(std::string(name), offset);
    JsonMember& member = open_.back()->members.emplace_back();
    member.key = name;
    member.offset = offset;
    return true;
  }
  /// The text is no JSON at `read.offset`.
  void end(const JsonRead& read) {
    if (read.ended == JsonRead::Ended::kNumberTooLarge) fail(ErrorCode::kBadValue, "a number beyond what can be held", read.offset, nullptr);
    else if (read.ended == JsonRead::Ended::kBadSyntax) fail(ErrorCode::kBadSyntax, syntax_message(read.offset), read.offset, nullptr);
  }

  JsonValue take() { return std::move(root_); }
  struct Failure {
    ErrorCode code = ErrorCode::kBadSyntax;
    std::string message = "not JSON";
    std::size_t offset = 0;
    std::string pointer;
  };
  const Failure& failure() const { return failure_; }

 private:
  JsonValue* add(JsonValue::Kind kind) {
    JsonValue& value = slot();
    value.offset = next_token();
    value.kind = kind;
    return &value;
  }

  // Few keys are compared one by one; many in order, once all have been read.
  static constexpr std::size_t kFew = 16;
  bool is_repeated(std::string_view key) const { return open_.back()->members.size() < kFew && open_.back()->find(key) != nullptr; }
  bool fail_repeated(const std::string& key, std::size_t offset) {
    return fail(ErrorCode::kBadValue, "the key \"" + key + "\" is written twice in one object", offset, &key);
  }
  bool are_many_different(const std::vector<JsonMember>& members) {
    if (members.size() <= kFew) return true;
    std::vector<const JsonMember*> sorted;
    for (const JsonMember& member : members) sorted.push_back(&member);
    sort_by(sorted.begin(), sorted.end(), [](const JsonMember* a, const JsonMember* b) { return a->key < b->key; });
    const auto twice = std::adjacent_find(sorted.begin(), sorted.end(), [](const JsonMember* a, const JsonMember* b) { return a->key == b->key; });
    return twice == sorted.end() || fail_repeated(twice[1]->key, twice[1]->offset);
  }

  // Where the value that comes now belongs. Containers being filled never move: only the innermost one grows.
  JsonValue& slot() {
    if (open_.empty()) return root_;
    JsonValue& parent = *open_.back();
    return parent.is(JsonValue::Kind::kArray) ? parent.items.emplace_back() : parent.members.back().value;
  }

  bool open(JsonValue::Kind kind) {
    const std::size_t offset = next_token();
    if (open_.size() == kMaxJsonDepth) return fail(ErrorCode::kTooLarge, "nested deeper than 32 levels", offset, nullptr);
    JsonValue& value = slot();
    value.kind = kind;
    value.offset = offset;
    open_.push_back(&value);
    return true;
  }

  bool close() {
    next_token();
    if (!are_many_different(open_.back()->members)) return false;
    open_.pop_back();
    return true;
  }

  // The offset of the next token that is a value, a key or a closing bracket; moves behind it.
  std::size_t next_token() {
    skip_filler();
    const std::size_t begin = at_;
    if (at_ >= text_.size()) return begin;
    const char first = text_[at_++];
    if (first == '"') {
      while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
      ++at_;
    } else if (first != '{' && first != '}' && first != '[' && first != ']') {
      while (at_ < text_.size() && !is_white(text_[at_]) && std::string_view(",:]}/").find(text_[at_]) == std::string_view::npos) ++at_;
    }
    return begin;
  }

  void skip_filler() {
    while (at_ < text_.size()) {
      if (is_white(text_[at_]) || text_[at_] == ',' || text_[at_] == ':') {
        ++at_;
      } else if (text_.substr(at_, 2) == "//") {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.substr(at_, 2) == "/*") {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  bool fail(ErrorCode code, std::string message, std::size_t offset, const std::string* key) {
    failure_ = {code, std::move(message), offset, {}};
    const bool inner_key_open = key == nullptr;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      const JsonValue& value = *open_[i];
      const bool innermost = i + 1 == open_.size();
      if (value.is(JsonValue::Kind::kArray) && !value.items.empty()) append_pointer(failure_.pointer, std::to_string(value.items.size() - 1));
      if (value.is(JsonValue::Kind::kObject) && !value.members.empty() && (!innermost || inner_key_open)) {
        append_pointer(failure_.pointer, value.members.back().key);
      }
    }
    if (key != nullptr) append_pointer(failure_.pointer, *key);
    return false;
  }

  std::string syntax_message(std::size_t offset) const {
    if (offset >= text_.size()) return "not JSON: ends too early";
    if (text_[offset] == '"') return "not JSON: unexpected string; is a comma missing before it";
    return is_printable(text_[offset]) ? std::string("not JSON: unexpected \"") + text_[offset] + "\"" : "not JSON: unexpected byte";
  }
  static bool is_printable(char c) { return c > ' ' && c < 0x7F; }

  std::string_view text_;
  std::size_t at_;
  JsonValue root_;
  std::vector<JsonValue*> open_;
  Failure failure_;
};
}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const JsonMember& member) { return member.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

const std::string* JsonValue::string_at(std::initializer_list<std::string_view> path) const {
  const JsonValue* value = this;
  for (const std::string_view key : path) {
    value = value->find(key);
    if (value == nullptr) return nullptr;
  }
  return value->is(Kind::kString) ? &value->string : nullptr;
}

Result<JsonValue> read_json(std::string_view json, std::string_view name) {
  if (json.size() > kMaxJsonBytes) return Error{ErrorCode::kTooLarge, "longer than 4 MiB", std::string(name)};
  Builder builder(json);
  const JsonRead read = read_sax(json, builder);
  if (read.ended == JsonRead::Ended::kWell) return builder.take();
  builder.end(read);
  const auto& failure = builder.failure();
  return Error{failure.code, one_line(failure.message), place(name, failure.pointer, json, failure.offset)};
}

std::string place(std::string_view name, std::string_view pointer, std::string_view json, std::size_t offset) {
  const std::string_view before = json.substr(0, std::min(offset, json.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_begin = before.rfind('\n') + 1;  // npos + 1 is 0
  std::string out(name);
  if (!pointer.empty()) out.append(":").append(one_line(pointer));
  return out + " (line " + std::to_string(line) + ", column " + std::to_string(before.size() - line_begin + 1) + ")";
}

std::string one_line(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
    else out.append("\\u00").append(1, kHex[c >> 4]).append(1, kHex[c & 15]);
  }
  return out;
}

void append_pointer(std::string& pointer, std::string_view key) {
  pointer += '/';
  for (const char c : key) {
    if (c == '~') pointer += "~0";
    else if (c == '/') pointer += "~1";
    else pointer += c;
  }
}

}  // namespace tirai::codec
