// Patterns of a policy's own, in RE2's syntax: for what no recognizer knows, such as an employee's number.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/detect.h"
#include "tirai/result.h"

namespace tirai {

struct CustomPattern {
  std::string id;
  std::string pattern;
  std::string class_id;              ///< the policy class that a match belongs to
  std::vector<std::string> context;  ///< phrases, lower case, that speak for it within 40 bytes before or 20 behind
  double alone = 0.9;                ///< its confidence, and that near a phrase of `context`
  double with_context = 0.9;
};

/// All patterns of a policy, compiled once. Time linear in the text, memory bounded, whatever they are. A match is leftmost-longest, at most 256 bytes,
/// in the text as recognizers see it. What is learnt of one text makes the next one faster: one thread at a time.
class CustomPatterns {
 public:
  /// At most 64 patterns of at most 1,000 bytes. Fails with kBadSyntax, kBadValue (matches an empty text) or kTooLarge (over budget alone or
  /// together); the error's place is "patterns:/<number>".
  [[nodiscard]] static Result<std::shared_ptr<CustomPatterns>> compile(std::vector<CustomPattern> definitions);
  [[nodiscard]] const CustomPattern* named(std::string_view id) const;
  [[nodiscard]] const std::vector<CustomPattern>& definitions() const;
  /// Appends what matches with at least this confidence: type `other`, its pattern's id as subtype, valid as long as this.
  void find(std::string_view text, double at_least, std::vector<Detection>& found);
  ~CustomPatterns();

 private:
  struct State;
  explicit CustomPatterns(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace tirai
