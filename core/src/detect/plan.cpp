#include "detect/plan.h"

#include <algorithm>

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
      for (std::size_t key = 0; key < plan_.shapes.size(); ++key) {
        if (compiled.may_begin(key)) plan_.shapes[key].push_back({compiled, static_cast<std::uint8_t>(recognizer_)});
      }
      plan_.digit_codes = plan_.digit_codes || shape.pattern.find_first_of("A") == std::string_view::npos;
      plan_.leading_letters |= 1u << compiled.leading_letters();
    }
  }
  void operator()(const AtDigits&) const { plan_.at_digits.set(recognizer_); }
  void operator()(const AtSign& sign) const { (sign.sign == ':' ? plan_.at_colon : plan_.at_sign).set(recognizer_); }
  void operator()(const Prefixes& prefixes) const {
    for (const std::string_view prefix : prefixes.prefixes) {
      plan_.digit_prefixes = plan_.digit_prefixes || (prefix[0] >= '0' && prefix[0] <= '9');
      plan_.prefixes.push_back({prefix, static_cast<std::uint8_t>(recognizer_)});
    }
  }
  void operator()(const Phrases&) const {}
  void operator()(const AtCapitals&) const { plan_.at_capitals.set(recognizer_); }

 private:
  Plan& plan_;
  std::size_t recognizer_;
};
}  // namespace

Plan::Plan(std::span<const Recognizer> recognizers) {
  for (std::size_t i = 0; i < recognizers.size(); ++i) std::visit(Planner(*this, i), recognizers[i].candidate);
  leading_letters &= ~1u;
  std::sort(prefixes.begin(), prefixes.end(), [](const PrefixOf& a, const PrefixOf& b) { return a.prefix != b.prefix ? a.prefix < b.prefix : a.recognizer < b.recognizer; });
}

const Plan& plan() {
  static const Plan made(recognizers());
  return made;
}

}  // namespace tirai::recognition
