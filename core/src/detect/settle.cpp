#include "detect/settle.h"

#include <algorithm>
#include <map>

#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kLeastRest = 5;

bool beats(const Detection& a, const Detection& b) {
  if (a.known.has_value() != b.known.has_value()) return a.known.has_value();
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
  return a.span.begin < b.span.begin;
}

// Known values strictly inside an e-mail address, whichever order they were found in.
void drop_inside_email(std::vector<Detection>& found) {
  std::sort(found.begin(), found.end(), [](const Detection& a, const Detection& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  ByteSpan email;
  const auto inside = [&](const Detection& one) {
    if (!one.known && one.type == EntityType::kEmailAddress && one.span.end > email.end) email = one.span;
    return one.known && one.span.end <= email.end && one.span != email;
  };
  std::vector<Detection> rest;
  rest.reserve(found.size());
  std::copy_if(found.begin(), found.end(), std::back_inserter(rest), [&](const Detection& one) { return !inside(one); });
  found.swap(rest);
}

// The span without separators at its ends; empty if too little is left.
ByteSpan trimmed(std::string_view text, ByteSpan span) {
  std::size_t words = 0;
  ByteSpan out{span.end, span.begin};
  for (std::size_t at = span.begin; at < span.end;) {
    const text::Character next = text::character_at(text, at);
    if (text::is_word_character(next.code)) {
      out = {std::min(out.begin, at), at + next.size};
      ++words;
    }
    at += next.size;
  }
  return words >= kLeastRest ? out : ByteSpan{};
}

class Settled {
 public:
  explicit Settled(std::string_view text) : text_(text) {}
  // What of `one` no winner covers. Spans are short, so few winners lie under one.
  void add(const Detection& one) {
    std::vector<ByteSpan> free;
    std::size_t at = one.span.begin;
    auto winner = kept_.lower_bound(one.span.begin);
    if (winner != kept_.begin() && std::prev(winner)->second.span.end > at) --winner;
    for (; winner != kept_.end() && winner->second.span.begin < one.span.end; ++winner) {
      if (winner->second.span.begin > at) free.push_back({at, winner->second.span.begin});
      at = std::max(at, winner->second.span.end);
    }
    if (at < one.span.end) free.push_back({at, one.span.end});
    for (const ByteSpan span : free) {
      const ByteSpan left = span == one.span ? span : trimmed(text_, span);
      if (left.size() > 0) kept_.emplace(left.begin, Detection{one.type, left, one.confidence, one.known});
    }
  }
  std::vector<Detection> take() const {
    std::vector<Detection> out;
    out.reserve(kept_.size());
    for (const auto& [begin, detection] : kept_) out.push_back(detection);
    return out;
  }

 private:
  std::string_view text_;
  std::map<std::size_t, Detection> kept_;  // by begin
};
}  // namespace

std::vector<Detection> settle(std::string_view text, std::vector<Detection> found) {
  drop_inside_email(found);
  std::sort(found.begin(), found.end(), beats);
  Settled settled(text);
  for (const Detection& one : found) settled.add(one);
  return settled.take();
}

}  // namespace tirai::recognition
