#include "detect/plan.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "sorting.h"

namespace tirai::recognition {
namespace {
class Planner {
 public:
  Planner(Plan& plan, std::size_t recognizer) : plan_(plan), recognizer_(recognizer) {}
  void operator()(const Numbers& numbers) const {
    for (std::size_t count = 0; count <= DigitRun::kMost; ++count) {
      if ((numbers.wanted >> count & 1) != 0) plan_.by_length[count].set(recognizer_);
    }
  }
  void operator()(const Codes& codes) const {
    plan_.codes.set(recognizer_);
    for (const Shape& shape : codes.shapes) {
      const CompiledShape compiled(shape);
      const Plan::ShapeOf one{compiled.outline(), static_cast<std::uint16_t>(plan_.compiled_shapes.size()), static_cast<std::uint8_t>(recognizer_)};
      const auto [digits, either] = compiled.keys();
      for (std::uint64_t rest = 0;; rest = (rest - either) & either) {  // every part of `either`
        plan_.shapes[digits | rest].push_back(one);
        if (rest == either) break;
      }
      if (plan_.compiled_shapes.size() == Plan::kMostShapes) std::abort();  // whoever adds one raises the bound: every test says so
      plan_.compiled_shapes.push_back(compiled);
      if (shape.pattern.find('A') == std::string_view::npos && !shape.lettered) plan_.fewest_code_digits = std::min(plan_.fewest_code_digits, compiled.shortest());
      letters_behind(shape.pattern);
      plan_.leading_letters |= 1u << compiled.leading_letters();
    }
  }
  void operator()(const AtDigits& digits) const {
    plan_.at_digits.set(recognizer_);
    for (std::size_t count = digits.fewest; count <= DigitRun::kMost; ++count) plan_.at_so_many_digits[count].set(recognizer_);
  }
  void operator()(const AtSign& sign) const { (sign.sign == ':' ? plan_.at_colon : plan_.at_sign).set(recognizer_); }
  void operator()(const Prefixes& prefixes) const {
    for (const std::string_view prefix : prefixes.prefixes) {
      plan_.digit_prefixes = plan_.digit_prefixes || (prefix[0] >= '0' && prefix[0] <= '9');
      plan_.prefixes.push_back({prefix, static_cast<std::uint8_t>(recognizer_)});
    }
  }
  void operator()(const Phrases& phrases) const {
    if (phrases.negatable) plan_.negatable.set(recognizer_);
  }
  void operator()(const AtCapitals&) const { plan_.at_capitals.set(recognizer_); }

 private:
  // An X may be either: it ends the digits or the letters, or goes on with them.
  void letters_behind(std::string_view pattern) const {
    const std::size_t digits = pattern.find(' ');
    if (digits == std::string_view::npos || pattern.substr(0, digits).find('A') != std::string_view::npos) return;
    const std::string_view group = pattern.substr(digits + 1, pattern.find(' ', digits + 1) - digits - 1);
    const std::size_t least = std::min(group.find_first_not_of('A'), group.size());
    const std::size_t most = std::min(group.find_first_not_of("AX"), group.size());
    for (std::size_t letters = least; letters <= most; ++letters) plan_.letters_behind[digits] |= 1u << letters;
  }
  Plan& plan_;
  std::size_t recognizer_;
};
}  // namespace

Plan::Plan(std::span<const Recognizer> recognizers) {
  for (std::size_t i = 0; i < recognizers.size(); ++i) std::visit(Planner(*this, i), recognizers[i].candidate);
  for (std::size_t i = 0; i < recognizers.size(); ++i) {
    const Recognizer& one = recognizers[i];
    sureness.push_back({one.confidence.alone, std::max(one.confidence.alone, one.confidence.with_context)});
    of_type[static_cast<std::size_t>(one.type)].set(i);
    of_pack[static_cast<std::size_t>(one.pack)].set(i);
  }
  leading_letters &= ~1u;
  const auto pair = [](const PrefixOf& one) { return pair_of(one.prefix.data()); };
  sort_by(prefixes.begin(), prefixes.end(), [&](const PrefixOf& a, const PrefixOf& b) {
    if (pair(a) != pair(b)) return pair(a) < pair(b);
    return a.prefix != b.prefix ? a.prefix < b.prefix : a.recognizer < b.recognizer;
  });
  for (const PrefixOf& one : prefixes) {
    ++prefix_pairs[pair(one) + 1];
    const std::uint32_t first = 1u << (one.prefix[0] & 31);
    const auto bytes = [&](std::size_t at) -> Bytes& { return prefix_bytes[static_cast<std::uint8_t>(one.prefix[at])]; };
    const std::uint32_t second = text::is_letter(one.prefix[1]) ? static_cast<std::uint8_t>(one.prefix[1]) : 0;
    short_prefix_letters.add(static_cast<std::uint8_t>(one.prefix[0]), second);
    if (one.prefix.size() > 2) prefix_letters.add(static_cast<std::uint8_t>(one.prefix[0]), second);
    if (one.prefix.size() == 2) {
      bytes(1).second_of_two |= first;
    } else {
      bytes(1).second |= first;
      bytes(2).third |= first;
    }
  }
  for (std::size_t i = 1; i < prefix_pairs.size(); ++i) prefix_pairs[i] = static_cast<std::uint16_t>(prefix_pairs[i] + prefix_pairs[i - 1]);
}

void Wanted::judge(const Plan& plan, std::size_t type, double least) {
  on -= plan.of_type[type];
  alone -= plan.of_type[type];
  plan.of_type[type].for_each([&](std::size_t i) {
    if (plan.sureness[i].most >= least) on.set(i);
    if (plan.sureness[i].alone >= least) alone.set(i);
  });
}

// Mostly each type's threshold is the usual one; whoever detects many small texts pays for the others alone.
Wanted::Wanted(const Plan& plan, const Thresholds& thresholds) {
  static const Thresholds usual;
  static const Wanted usually(plan);
  *this = usually;
  const bool differs = std::memcmp(thresholds.at_least, usual.at_least, sizeof usual.at_least) != 0;
  for (std::size_t type = 0; differs && type < kEntityTypeCount; ++type) {
    if (thresholds.at_least[type] != usual.at_least[type]) judge(plan, type, thresholds.at_least[type]);
  }
  for (std::size_t pack = 0; pack < kPackCount; ++pack) {
    if (thresholds.pack_on[pack]) continue;
    on -= plan.of_pack[pack];
    alone -= plan.of_pack[pack];
  }
}

Wanted::Wanted(const Plan& plan) {
  const Thresholds usual;
  for (std::size_t type = 0; type < kEntityTypeCount; ++type) judge(plan, type, usual.at_least[type]);
}

const Plan& plan() {
  static const Plan made(recognizers());
  return made;
}

}  // namespace tirai::recognition
