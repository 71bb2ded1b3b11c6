// One-time codes: four to eight digits, said to be one. Nothing in the digits tells: only what announces them does.
//
//   kode OTP saya 482913 · OTP: 482 913 · 482913 is your verification code · G-482913 adalah kode verifikasi Anda
#include "detect/lexicon/nearby.h"
#include "detect/lexicon/words.h"
#include "detect/recognizers.h"

namespace tirai::recognition {
namespace {
constexpr Figures kFigures = {.least = 4, .most = 8, .halves = true};
constexpr Figures kSix = {.least = 6, .most = 6};
constexpr auto kLinks = phrases("adalah", "adalah kode", "merupakan", "merupakan kode", "itu", "is your", "is the", "is my", "is", "as your", "as the", "untuk", "kode", "your", "ini", "sbg", "sebagai", "code");

// "730415 is your Gojek code", but "the RFC 6238 code".
bool says_whose(std::string_view between) { return between.find("is your") != std::string_view::npos || between.find("is my") != std::string_view::npos; }

std::optional<Match> code(const Said& said) {
  const std::string_view text = said.text;
  if (same_word(text.substr(said.phrase.begin, 5), "digit") && said.phrase.begin >= 2 && (text[said.phrase.begin - 2] < '4' || text[said.phrase.begin - 2] > '8')) return std::nullopt;  // "3-digit code": a card's
  const bool any_code = same_word(text.substr(said.phrase.begin, said.phrase.size()), "kodenya");  // a voucher's as well
  const bool second_factor = said.phrase.begin >= 4 && same_word(text.substr(said.phrase.begin - 4, 4), "2fa ");
  const bool bare = !second_factor && said.phrase.size() <= 5 && same_word(text.substr(said.phrase.begin, 4), "code");  // "730415 is your Shopee code", but "error code 730415"
  if (const auto ahead = bare ? std::nullopt : figures_ahead(said.text, said.phrase.end, 32, any_code ? kSix : kFigures)) return Match{*ahead};
  if (const auto behind = figures_behind(said.text, said.phrase.begin, kLinks, kFigures); behind && (!bare || says_whose(text.substr(behind->end, said.phrase.begin - behind->end)))) return Match{*behind};
  return std::nullopt;
}

constexpr auto kPhrases = phrases("otp", "kode otp", "nomor otp", "no otp", "angka otp", "kode verifikasi", "kode rahasia", "kode autentikasi", "kode konfirmasi", "kode aktivasi", "kode keamanan sms", "kode sms", "kode login", "kode akses", "kode masuk", "kode verif", "kode 6 digit", "verifikasi",
                                         "verification code", "one time code", "one-time code", "one time password", "one-time password", "one time passcode", "one time pin", "authentication code", "auth code", "confirmation code sms", "login code", "security passcode", "sign in code",
                                         "security code sms", "passcode", "digit code", "digit kode", "mfa code", "access code", "sms code", "code sent", "code", "tac", "token code", "two factor code", "whatsapp code", "kode wa", "sms kode", "code we sent", "the code is", "my code is", "got the code", "got code", "received the code", "received code", "code i got", "code i received", "entered the code", "kodenya");
}  // namespace

Recognizer otp() {
  return {.type = EntityType::kOtp, .pack = Pack::kSecrets, .candidate = Phrases{.phrases = kPhrases, .match = code, .negatable = true}, .confidence = {.alone = 0.88, .with_context = 0.88}};
}

}  // namespace tirai::recognition
