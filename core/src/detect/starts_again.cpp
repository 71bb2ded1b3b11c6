// After spelling was read: what stands in the other texts is moved, not found once more.
#include <algorithm>

#include "detect/normalise.h"
#include "detect/starts.h"

namespace tirai::recognition {
namespace {
std::size_t place_of(const Heard& heard) { return heard.begin; }
std::size_t place_of(const Start& start) { return start.at; }
std::size_t place_of(std::size_t separator) { return separator; }
void move(Heard& heard, std::size_t by) { heard.begin += by, heard.end += by; }
void move(Start& start, std::size_t by) { start.at += by; }
void move(std::size_t& separator, std::size_t by) { separator += by; }

// Appends those of `from` that stand in `span`, moved; `by` may be 0 minus some bytes: what wraps around comes back.
template <typename One>
void append(std::vector<One>& to, const std::vector<One>& from, ByteSpan span, std::size_t by) {
  const auto before = [](const One& one, std::size_t place) { return place_of(one) < place; };
  const auto first = std::lower_bound(from.begin(), from.end(), span.begin, before), last = std::lower_bound(first, from.end(), span.end, before);
  const std::size_t had = to.size();
  to.insert(to.end(), first, last);
  for (std::size_t i = had; by != 0 && i < to.size(); ++i) move(to[i], by);
}
void append(Starts& to, const Starts& from, ByteSpan span, std::size_t by) {
  append(to.heard, from.heard, span, by);
  append(to.places, from.places, span, by);
  append(to.separators, from.separators, span, by);
}
}  // namespace

Starts find_starts_again(const Starts& before, const Reading& reading, const PhraseTable& table, const Plan& plan, const KnownValues& known) {
  const std::string_view text = reading.text();
  Starts starts;
  std::size_t done = 0, shift = 0;  // in the source; from the text's places to the source's
  const auto& pieces = reading.pieces();
  for (auto piece = pieces.begin(); piece != pieces.end();) {
    const std::size_t begin = text.substr(0, piece->begin).rfind('\0') + 1;
    const std::size_t end = std::min(text.find('\0', piece->end), text.size());
    append(starts, before, {done, begin + shift}, 0 - shift);
    for (; piece != pieces.end() && piece->begin <= end; ++piece) shift = piece->source_end - piece->end;
    append(starts, find_starts(text.substr(begin, end - begin), table, plan, known), {0, end - begin}, begin);
    done = end + shift;
  }
  append(starts, before, {done, text.size() + shift}, 0 - shift);
  return starts;
}

}  // namespace tirai::recognition
