#include "detect/spelling.h"

#include <algorithm>

#include "sorting.h"
#include "text/ascii.h"
#include "text/apart.h"

namespace tirai::recognition {
namespace {
using text::is_digit;
using text::is_letter;
using text::is_alnum;
constexpr std::size_t kFewestWords = 4;        // "satu dua tiga empat"; fewer are said every day
constexpr std::size_t kFewestDigits = 7;       // or two words among the digits of a number: "0812 tiga empat 5678"
constexpr std::size_t kFewestSingles = 6;
constexpr std::size_t kFewestAnnounced = 3;    // behind what asks for figures: "cvv 7 1 4"
constexpr std::size_t kLongestLabel = 63;

struct Change {
  std::size_t begin, end;
  char read;  // 0: nothing
};

class Speller {
 public:
  Speller(std::string_view text, const Starts& starts, const PhraseTable& table) : text_(text), starts_(starts), heard_(starts.heard), table_(table) {}

  std::vector<Change> changes() {
    for (std::size_t i = 0; i < heard_.size(); ++i) {
      if (!heard_[i].is(Heard::kSpoken) || heard_[i].begin < done_) continue;
      const Spoken spoken = table_[heard_[i].phrase].spoken;
      if (spoken.digit >= 0 || spoken.times > 1) read_number(i);
      else if (spoken.sign == '@') read_address(i);
    }
    join_digits();
    join_lines();
    sort_by(changes_.begin(), changes_.end(), [](const Change& a, const Change& b) { return a.begin < b.begin; });
    std::size_t end = 0;
    const auto overlaps = [&end](const Change& change) {
      const bool inside = change.begin < end;
      if (!inside) end = change.end;
      return inside;
    };
    changes_.erase(std::remove_if(changes_.begin(), changes_.end(), overlaps), changes_.end());
    return std::move(changes_);
  }

 private:
  // --- digits ---
  // Signs between the digits of a number that is read aloud: up to three of space, comma, hyphen, dot.
  std::size_t behind_gap(std::size_t at) const {
    const std::size_t begin = at;
    while (at < text_.size() && at - begin < 3 && std::string_view(" ,-.\n").find(text_[at]) != std::string_view::npos) ++at;
    return at;
  }
  const Heard* spoken_at(std::size_t at, std::size_t& index) const {
    while (index < heard_.size() && heard_[index].begin < at) ++index;
    for (std::size_t i = index; i < heard_.size() && heard_[i].begin == at; ++i) {
      const Spoken spoken = table_[heard_[i].phrase].spoken;
      if (spoken.digit >= 0 || spoken.times > 1) return &heard_[i];
    }
    return nullptr;
  }

  void read_number(std::size_t index) {
    std::vector<Change> found;
    std::size_t words = 0, digits = 0;
    int times = 1;
    std::size_t begin = group_before(heard_[index].begin);
    std::size_t end = begin;
    for (std::size_t at = begin;;) {
      if (at < text_.size() && is_digit(text_[at])) {
        if (end > begin && at > end) found.push_back({end, at, 0});
        while (at < text_.size() && is_digit(text_[at])) ++at, ++digits;
        if (at < text_.size() && is_letter(text_[at])) break;
      } else if (const Heard* word = spoken_at(at, index)) {
        const Spoken spoken = table_[word->phrase].spoken;
        if (end > begin && at > end) found.push_back({end, at, 0});
        if (spoken.times > 1) {
          times = spoken.times;
          found.push_back({at, word->end, 0});
        } else {
          for (int i = 1; i < times; ++i) found.push_back({at, at, static_cast<char>('0' + spoken.digit)});
          found.push_back({at, word->end, static_cast<char>('0' + spoken.digit)});
          digits += static_cast<std::size_t>(times);
          times = 1;
          ++words;
        }
        at = word->end;
      } else {
        break;
      }
      end = at;
      at = behind_gap(at);
      if (at == end && !(at < text_.size() && is_digit(text_[at]))) break;
    }
    done_ = std::max(done_, std::max(end, heard_[index < heard_.size() ? index : heard_.size() - 1].begin));
    if (words >= kFewestWords || (words >= 2 && digits >= kFewestDigits) || (words == 3 && is_announced(begin))) changes_.insert(changes_.end(), found.begin(), found.end());
  }
  // "cvv tujuh satu empat", "the PIN is 4 8 2 9": a phrase right before asks for figures.
  TIRAI_ONCE bool is_announced(std::size_t at) const {
    const auto less = [](const Heard& one, std::size_t wanted) { return one.begin < wanted; };
    const auto next = std::lower_bound(heard_.begin(), heard_.end(), at, less);
    if (next == heard_.begin() || !std::prev(next)->is(Heard::kAnnounces) || std::prev(next)->end > at) return false;
    return behind_phrase(text_, std::prev(next)->end).at == at;
  }
  // A group of digits right before the first word belongs to the number.
  std::size_t group_before(std::size_t at) const {
    std::size_t begin = at;
    if (begin > done_ && text_[begin - 1] == ' ') --begin;
    while (begin > done_ && is_digit(text_[begin - 1])) --begin;
    return begin < at && is_digit(text_[begin]) && (begin == 0 || !is_alnum(text_[begin - 1])) ? begin : at;
  }

  // --- digits one by one: "0 8 1 2 3 4", "4-8-6-7-8-2" ---
  void join_digits() {
    std::size_t done = 0;
    for (const Start& start : starts_.places) {
      if ((start.what & Start::kDigits) == 0 || start.at < done || (start.at > 0 && is_alnum(text_[start.at - 1]))) continue;
      join_defanged(start.at);
      const std::size_t gap = single_gap(start.at);
      if (gap == 0) continue;
      const std::string_view between = text_.substr(start.at + 1, gap);
      std::size_t digits = 1, at = start.at;
      const auto first = static_cast<std::ptrdiff_t>(changes_.size());
      for (std::size_t next = gap; next != 0; next = gap_like(at, between)) {
        changes_.push_back({at + 1, at + 1 + next, 0});
        at += 1 + next, ++digits;
      }
      done = at + 1;
      if (digits < kFewestSingles && !(digits >= kFewestAnnounced && is_announced(start.at))) changes_.erase(changes_.begin() + first, changes_.end());
    }
  }
  // "203[.]0[.]113[.]7": an address that nobody shall follow by mistake. The dot before the group of digits at `at`.
  void join_defanged(std::size_t at) {
    if (at > 3 && text_[at - 1] == ']' && text_.substr(at - 3, 3) == "[.]" && is_digit(text_[at - 4])) changes_.push_back({at - 3, at, '.'});
  }
  // The same as between the first two, or groups parted by more: "5 2 1 - 3 4 - 9 8 7 6", "0 8 1 2  3 4 5 6". 0 if it is none.
  [[nodiscard]] std::size_t gap_like(std::size_t at, std::string_view between) const {
    if (text_.substr(at + 1, between.size()) == between && is_single(at + 1 + between.size())) return between.size();
    if (between != " ") return 0;
    std::size_t end = at + 1;
    while (end < text_.size() && end - at <= 3 && (text_[end] == ' ' || text_[end] == '-')) ++end;
    return is_single(end) ? end - at - 1 : 0;
  }
  [[nodiscard]] bool is_single(std::size_t at) const { return at < text_.size() && is_digit(text_[at]) && (at + 1 == text_.size() || !is_alnum(text_[at + 1])); }
  // One sign or one or two spaces behind a digit, and a digit behind that; 0 if there is none.
  [[nodiscard]] std::size_t single_gap(std::size_t at) const {
    if (!is_single(at) || at + 2 >= text_.size()) return 0;
    if (std::string_view(" .-,").find(text_[at + 1]) == std::string_view::npos) return 0;
    if (is_single(at + 2)) return 1;
    return text_[at + 1] == ' ' && text_[at + 2] == ' ' && is_single(at + 3) ? 2 : 0;
  }

  // --- a number broken at a line's end: "3566-" and "1170 9310" below; quoted mail puts "> " before the rest ---
  void join_lines() {
    for (const std::size_t line : starts_.separators) {
      if (text_[line] != '\n' || line < 2) continue;
      if (is_digit(text_[line - 1])) {
        if (breaks_before_hyphen(line)) changes_.push_back({line, line + 1, 0});
        continue;
      }
      if ((text_[line - 1] != '-' && text_[line - 1] != ' ') || !is_digit(text_[line - 2])) continue;
      std::size_t next = line + 1;
      while (next < text_.size() && next - line < 4 && (text_[next] == '>' || text_[next] == ' ')) ++next;
      if (next < text_.size() && is_digit(text_[next])) changes_.push_back({groups_are_parted_by(text_[line - 1], line - 2, next) ? line : line - 1, next, 0});
    }
  }
  // "4111-1111" and "-1111-1111" below: three digits at least on either side.
  [[nodiscard]] TIRAI_ONCE bool breaks_before_hyphen(std::size_t line) const {
    if (line < 3 || line + 4 >= text_.size() || text_[line + 1] != '-') return false;
    for (const std::size_t at : {line - 3, line - 2, line - 1, line + 2, line + 3, line + 4}) {
      if (!is_digit(text_[at])) return false;
    }
    return true;
  }
  // Whether the number goes on with the same sign before or behind the break: "4111-1111-" and "1111-1111". Else the sign is the break's.
  [[nodiscard]] bool groups_are_parted_by(char sign, std::size_t last, std::size_t next) const {
    std::size_t steps = 0;
    while (last > 0 && is_digit(text_[last]) && steps++ < 24) --last;
    while (next < text_.size() && is_digit(text_[next]) && steps++ < 48) ++next;
    const bool before = text_[last] == sign && last > 0 && is_digit(text_[last - 1]);
    return before || (next + 1 < text_.size() && text_[next] == sign && is_digit(text_[next + 1]));
  }

  // --- addresses ---
  // A spoken sign with its brackets and the blanks around it: "budi[ (at) ]gmail".
  struct Sign {
    std::size_t begin, end;
    bool bracketed;
  };
  Sign sign_of(const Heard& heard) const {
    Sign sign{heard.begin, heard.end, false};
    const auto blank = [&](std::size_t at) { return text_[at] == ' '; };
    while (sign.begin > 0 && blank(sign.begin - 1)) --sign.begin;
    while (sign.end < text_.size() && blank(sign.end)) ++sign.end;
    const auto opens = sign.begin > 0 ? std::string_view("([{<").find(text_[sign.begin - 1]) : std::string_view::npos;
    if (opens != std::string_view::npos && sign.end < text_.size() && text_[sign.end] == ")]}>"[opens]) {
      sign.bracketed = true;
      --sign.begin;
      ++sign.end;
      while (sign.begin > 0 && blank(sign.begin - 1)) --sign.begin;
      while (sign.end < text_.size() && blank(sign.end)) ++sign.end;
    }
    return sign;
  }
  const Heard* near_sign(std::size_t at, char wanted) const {  // that begins within a label of `at`
    const auto less = [](const Heard& one, std::size_t place) { return one.begin < place; };
    for (auto one = std::lower_bound(heard_.begin(), heard_.end(), at, less); one != heard_.end() && one->begin <= at + 4; ++one) {
      if (table_[one->phrase].spoken.sign == wanted) return &*one;
    }
    return nullptr;
  }
  std::size_t label_end(std::size_t at) const {
    const std::size_t begin = at;
    while (at < text_.size() && at - begin < kLongestLabel && (is_alnum(text_[at]) || text_[at] == '-')) ++at;
    return at;
  }
  static bool is_top_level(std::string_view label) {
    for (const std::string_view known : {"com", "co", "id", "net", "org", "io", "edu", "gov", "info", "biz", "me", "my", "sg", "uk", "de", "fr", "in", "au", "nl", "jp", "web", "ac", "go", "sch", "or", "app", "dev"}) {
      if (label.size() == known.size() && std::equal(label.begin(), label.end(), known.begin(), [](char a, char b) { return (a | 0x20) == b; })) return true;
    }
    return false;
  }

  // "mail dot toko dot co dot id": a spoken dot follows the label that ends at `end`.
  TIRAI_ONCE bool goes_on(std::size_t end) const {
    const Heard* dot = near_sign(end, '.');
    return dot != nullptr && sign_of(*dot).begin == end;
  }

  void read_address(std::size_t index) {
    const Sign at = sign_of(heard_[index]);
    if (at.begin == 0 || !is_alnum(text_[at.begin - 1]) || at.end >= text_.size() || !is_alnum(text_[at.end])) return;
    std::vector<Change> found{{at.begin, at.end, '@'}};
    std::size_t end = label_end(at.end);
    bool spoken = at.bracketed, whole = false;
    for (int labels = 0; labels < 8; ++labels) {
      if (const Heard* dot = near_sign(end, '.'); dot != nullptr && sign_of(*dot).begin == end && sign_of(*dot).end < text_.size() && is_alnum(text_[sign_of(*dot).end])) {
        const Sign sign = sign_of(*dot);
        const std::size_t next = label_end(sign.end);
        if (!sign.bracketed && !is_top_level(text_.substr(sign.end, next - sign.end)) && !goes_on(next)) break;
        found.push_back({sign.begin, sign.end, '.'});
        end = next;
        spoken = whole = true;
      } else if (end + 1 < text_.size() && text_[end] == '.' && is_letter(text_[end + 1])) {
        end = label_end(end + 1);
        whole = true;
      } else {
        break;
      }
    }
    if (!whole || !spoken) return;
    changes_.insert(changes_.end(), found.begin(), found.end());
    dots_before(at.begin);
    done_ = end;
  }
  // "budi dot santoso at …": the signs of the part before.
  void dots_before(std::size_t end) {
    for (;;) {
      std::size_t begin = end;
      while (begin > done_ && end - begin < kLongestLabel && is_alnum(text_[begin - 1])) --begin;
      if (begin == end) return;
      const auto less = [](const Heard& one, std::size_t place) { return one.begin < place; };
      auto one = std::lower_bound(heard_.begin(), heard_.end(), begin, less);
      const Heard* dot = nullptr;
      while (one != heard_.begin() && begin - std::prev(one)->begin < 16 && dot == nullptr) {
        --one;
        if (table_[one->phrase].spoken.sign == '.') dot = &*one;
      }
      if (dot == nullptr || sign_of(*dot).end != begin || sign_of(*dot).begin <= done_) return;
      changes_.push_back({sign_of(*dot).begin, begin, '.'});
      end = sign_of(*dot).begin;
    }
  }

  std::string_view text_;
  const Starts& starts_;
  const std::vector<Heard>& heard_;
  const PhraseTable& table_;
  std::size_t done_ = 0;
  std::vector<Change> changes_;
};
}  // namespace

bool read_spelling(std::string_view text, const Starts& starts, const PhraseTable& table, Reading& reading) {
  const std::vector<Change> changes = Speller(text, starts, table).changes();
  for (const Change& change : changes) reading.change(change.begin, change.end, std::string_view(&change.read, change.read == 0 ? 0 : 1));
  reading.finish();
  return !changes.empty();
}

}  // namespace tirai::recognition
