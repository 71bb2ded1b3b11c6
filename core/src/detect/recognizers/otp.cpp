// One-time codes: four to eight digits, said to be one. Nothing in the digits tells: only what announces them does.
//
//   "kode OTP saya 482913"   "OTP: 482 913"   "G-482913"? no: nothing announces it
//
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits in one piece, or in two groups of three or four.
std::optional<Match> otp_behind(const Said& said) {
  if (said.at >= said.text.size() || !is_digit(said.text[said.at])) return std::nullopt;
  const DigitRun run = read_digits(said.text, said.at);
  for (std::size_t n = 8; n >= 4; --n) {
    if (!run.may_end(n)) continue;
    const auto shape = run.shape(n);
    const bool halves = shape.view() == "33" || shape.view() == "44";
    if (shape.count != 1 && !halves) continue;
    return Match{run.span(n)};
  }
  return std::nullopt;
}

constexpr std::string_view kPhrases[] = {"otp", "kode otp", "nomor otp", "kode verifikasi", "kode rahasia", "verification code", "one time code", "one time password", "one time passcode",
                                         "security code sms", "passcode"};
}  // namespace

Recognizer otp() {
  return {
      .type = EntityType::kOtp,
      .pack = Pack::kSecrets,
      .candidate = Phrases{.phrases = kPhrases, .match = otp_behind, .negatable = true},
      .confidence = {.alone = 0.85, .with_context = 0.85},
  };
}

}  // namespace tirai::recognition
