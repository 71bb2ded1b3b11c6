#include <algorithm>

#include "detect/patterns/patterns.h"
#include "detect/phrases.h"
#include "tirai/patterns.h"

namespace tirai {
namespace {
constexpr std::size_t kBefore = 40;
constexpr std::size_t kAfter = 20;

// A phrase before the match, or behind it in the same text.
bool said_near(std::string_view text, ByteSpan span, const recognition::SoughtPhrases& phrases) {
  if (recognition::phrase_before(text, span.begin, kBefore, phrases)) return true;
  const std::size_t end = std::min({text.size(), span.end + kAfter, text.find('\0', span.end)});
  const std::string_view near = text.substr(0, end);
  return recognition::phrase_before(near, near.size(), near.size() - span.end, phrases).has_value();
}
}  // namespace

struct CustomPatterns::State {
  std::vector<CustomPattern> definitions;
  std::vector<std::string> contexts;  // of each definition, packed
  recognition::patterns::PatternSet set;
};

CustomPatterns::CustomPatterns(std::unique_ptr<State> state) : state_(std::move(state)) {}
CustomPatterns::~CustomPatterns() = default;

Result<std::shared_ptr<CustomPatterns>> CustomPatterns::compile(std::vector<CustomPattern> definitions) {
  std::vector<std::string_view> patterns;
  for (const CustomPattern& one : definitions) patterns.push_back(one.pattern);
  auto set = recognition::patterns::PatternSet::compile(patterns);
  if (!set) return set.error();
  std::vector<std::string> contexts(definitions.size());
  for (std::size_t i = 0; i < definitions.size(); ++i) {
    for (const std::string& phrase : definitions[i].context) recognition::append_phrase(contexts[i], phrase);
  }
  auto state = std::make_unique<State>(State{std::move(definitions), std::move(contexts), std::move(set).value()});
  return std::shared_ptr<CustomPatterns>(new CustomPatterns(std::move(state)));
}

const CustomPattern* CustomPatterns::named(std::string_view id) const {
  const auto& all = state_->definitions;
  const auto found = std::find_if(all.begin(), all.end(), [&](const CustomPattern& one) { return one.id == id; });
  return found == all.end() ? nullptr : &*found;
}

const std::vector<CustomPattern>& CustomPatterns::definitions() const { return state_->definitions; }

void CustomPatterns::find(std::string_view text, double at_least, std::vector<Detection>& found) {
  std::vector<recognition::patterns::Found> matches;
  state_->set.find(text, matches);
  for (const auto& match : matches) {
    const CustomPattern& one = state_->definitions[match.pattern];
    const double confidence = said_near(text, match.span, recognition::SoughtPhrases(recognition::PhraseList(state_->contexts[match.pattern]))) ? std::max(one.alone, one.with_context) : one.alone;
    if (confidence >= at_least) found.push_back({EntityType::kOther, match.span, confidence, std::nullopt, one.id});
  }
}

}  // namespace tirai
