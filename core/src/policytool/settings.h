// The list of what changed beside the rules, while it is made.
#pragma once

#include "policytool/diff.h"

namespace tirai::tool {

class Settings {
 public:
  /// A number of which more (or less) shows more.
  void number(const std::string& at, double before, double after, bool more_is_looser);
  /// What shows nothing more or less.
  void changed(const std::string& at, const std::string& before, const std::string& after);
  /// 1 looser, -1 tighter, 0 changed.
  void add(int change, const std::string& at, const std::string& before, const std::string& after);
  [[nodiscard]] Json take() { return std::move(found_); }

 private:
  Json found_ = Json::array();
};

/// 1 when the second may show what the first does not, -1 when it shows only a part of that, 0 when both are one.
[[nodiscard]] int change_of(const Operator& before, const Operator& after);
[[nodiscard]] std::string described(const Operator& op);

/// Switches, thresholds, packs, patterns, and which class a type belongs to.
void detectors_diff(const Policy& before, const Policy& after, Settings& settings);
/// Texts in both languages, and the articles cited.
void texts_diff(const Policy& before, const Policy& after, Settings& settings);

}  // namespace tirai::tool
