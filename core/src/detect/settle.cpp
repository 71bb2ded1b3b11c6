#include "detect/settle.h"

#include <algorithm>
#include <map>

#include "sorting.h"
#include "text/utf8.h"

namespace tirai::recognition {
namespace {
constexpr std::size_t kLeastRest = 5;

bool beats(const Detection& a, const Detection& b) {
  if (a.known.has_value() != b.known.has_value()) return a.known.has_value();
  if (a.confidence != b.confidence) return a.confidence > b.confidence;
  if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
  return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.type < b.type;
}

bool begins_before(const Detection& a, const Detection& b) { return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end; }

// Known values strictly inside an e-mail address, whichever order they were found in.
void drop_inside_email(std::vector<Detection>& found) {
  ByteSpan email;
  const auto inside = [&](const Detection& one) {
    if (!one.known && one.type == EntityType::kEmailAddress && one.span.end > email.end) email = one.span;
    return one.known && one.span.end <= email.end && one.span != email;
  };
  found.erase(std::remove_if(found.begin(), found.end(), inside), found.end());
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

// Overlapping detections, the winners first: each takes what no winner before it covers.
class Contest {
 public:
  explicit Contest(std::string_view text) : text_(text) {}

  // Spans are short, so few winners lie under one.
  void add(const Detection& one) {
    std::size_t at = one.span.begin;
    std::vector<ByteSpan> free;
    auto winner = kept_.lower_bound(at);
    if (winner != kept_.begin() && std::prev(winner)->second.span.end > at) --winner;
    for (; winner != kept_.end() && winner->second.span.begin < one.span.end; ++winner) {
      if (winner->second.span.begin > at) free.push_back({at, winner->second.span.begin});
      at = std::max(at, winner->second.span.end);
    }
    if (at < one.span.end) free.push_back({at, one.span.end});
    for (const ByteSpan span : free) keep(one, span);
  }
  void take(std::vector<Detection>& out) const {
    for (const auto& [begin, detection] : kept_) out.push_back(detection);
  }

 private:
  void keep(const Detection& one, ByteSpan span) {
    const ByteSpan left = span == one.span ? span : trimmed(text_, span);
    if (left.size() > 0) kept_.emplace(left.begin, one).first->second.span = left;
  }
  std::string_view text_;
  std::map<std::size_t, Detection> kept_;  // by begin
};
}  // namespace

std::vector<Detection> settle(std::string_view text, std::vector<Detection> found) {
  sort_by(found.begin(), found.end(), begins_before);
  drop_inside_email(found);
  std::vector<Detection> out;
  out.reserve(found.size());
  for (auto first = found.begin(); first != found.end();) {
    std::size_t end = first->span.end;
    auto last = std::next(first);
    for (; last != found.end() && last->span.begin < end; ++last) end = std::max(end, last->span.end);
    if (last - first == 1) {
      out.push_back(*first++);
      continue;
    }
    sort_by(first, last, beats);
    Contest contest(text);
    for (; first != last; ++first) contest.add(*first);
    contest.take(out);
  }
  return out;
}

}  // namespace tirai::recognition
