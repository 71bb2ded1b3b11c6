// What a recognizer is: a value. detect.cpp scans the text once and asks each recognizer at the places where its kind of value can begin.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "detect/digits.h"
#include "tirai/detect.h"

namespace tirai::recognition {

/// Where a value can begin: a digit that follows no letter or digit, or an at sign (then the match reaches back).
enum class Candidate : std::uint8_t { kDigit, kAtSign };

struct Place {
  std::string_view text;
  std::size_t at = 0;         ///< of the digit or the at sign
  const DigitRun& digits;     ///< what begins at `at`; empty for an at sign
};

/// `weight` is added to the recognizer's confidence: what this one's shape says for it, or against it.
struct Match {
  ByteSpan span;
  double weight = 0;
};

struct Recognizer {
  EntityType type = EntityType::kOther;
  Candidate candidate = Candidate::kDigit;
  std::optional<Match> (*match)(const Place& place) = nullptr;  ///< reads a bounded number of bytes around the place
  struct {
    double alone = 0;
    double with_context = 0;
  } confidence;
  std::span<const std::string_view> context;  ///< words and phrases, lower case, that speak for it when they stand near
  std::span<const std::string_view> against;  ///< that speak against it when they stand right before and nothing speaks for it
};

Recognizer email_address();
Recognizer phone_number();
Recognizer credit_card();
Recognizer id_nik();

/// All of them, in the order of EntityType.
[[nodiscard]] std::span<const Recognizer> recognizers();

/// The wire names in the order of EntityType; the first kRecognizedTypeCount have a recognizer.
[[nodiscard]] std::span<const std::string_view> entity_type_names();
inline constexpr std::size_t kRecognizedTypeCount = 4;

}  // namespace tirai::recognition
