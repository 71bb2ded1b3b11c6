#include "detect/checks/phone_plans.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace tirai::recognition {
namespace {
struct Plan {
  std::string_view code;
  std::uint8_t least;       // digits behind the country code
  std::uint8_t most;
  std::string_view begins;  // with one of these digits; empty: any but 0
};
// Where Indonesia's customers live and travel, and the largest others.
constexpr Plan kPlans[] = {
    {"1", 10, 10, "23456789"}, {"7", 10, 10, "34679"},   {"20", 8, 10, ""},      {"27", 9, 9, "12345678"}, {"30", 10, 10, "2678"},   {"31", 9, 9, "1234567"}, {"32", 8, 9, ""},        {"33", 9, 9, "123456789"}, {"34", 9, 9, "6789"},
    {"36", 8, 9, ""},          {"39", 6, 11, "03458"},   {"40", 9, 9, "23789"},  {"41", 9, 9, "234567"},   {"43", 4, 13, ""},        {"44", 9, 10, "123578"}, {"45", 8, 8, "23456789"}, {"46", 7, 10, "123456789"}, {"47", 8, 8, "2345679"},
    {"48", 9, 9, "12345678"},  {"49", 6, 13, ""},        {"51", 8, 9, ""},       {"52", 10, 11, ""},       {"54", 10, 11, ""},       {"55", 10, 11, "123456789"}, {"56", 9, 9, ""},      {"57", 8, 10, ""},       {"60", 8, 10, "13456789"},
    {"61", 9, 9, "23478"},     {"63", 8, 10, "23456789"}, {"64", 8, 10, "23456789"}, {"65", 8, 8, "3689"}, {"66", 8, 9, "23456789"}, {"81", 9, 10, ""},       {"82", 8, 10, "1234567"}, {"84", 9, 10, "2356789"}, {"86", 10, 11, "123456789"},
    {"90", 10, 10, "2345"},    {"91", 10, 10, "123456789"}, {"92", 9, 10, ""}, {"93", 9, 9, ""},        {"94", 9, 9, ""},         {"95", 7, 10, ""},       {"98", 10, 10, ""},      {"212", 9, 9, "5678"},   {"213", 8, 9, ""},
    {"216", 8, 8, ""},         {"233", 9, 9, "235"},     {"234", 8, 10, "123456789"}, {"254", 9, 9, "1245678"}, {"255", 9, 9, ""},   {"351", 9, 9, "236789"}, {"352", 4, 11, ""},     {"353", 7, 9, "12456789"}, {"358", 5, 12, "123456789"},
    {"380", 9, 9, ""},         {"420", 9, 9, ""},        {"670", 7, 8, ""},      {"673", 7, 7, "2345678"}, {"852", 8, 8, "2356789"}, {"853", 8, 8, "268"},    {"855", 8, 9, ""},       {"856", 8, 10, ""},      {"880", 8, 10, ""},
    {"886", 8, 9, "23456789"}, {"961", 7, 8, ""},       {"962", 8, 9, ""},      {"965", 8, 8, ""},        {"966", 8, 9, "15"},      {"968", 8, 8, ""},       {"971", 8, 9, "2345679"}, {"972", 8, 9, "2345789"}, {"973", 8, 8, ""}, {"974", 8, 8, ""}};

// National forms of other countries with the trunk prefix: how they begin, how many digits in all, in which groups people write them.
struct Trunk {
  std::string_view begins;
  std::uint8_t least;
  std::uint8_t most;
  std::string_view shapes;  // space-separated; a shape may go on with other groups after "*"
};
constexpr Trunk kTrunks[] = {
    {"02", 10, 11, "344 38 443 425 56 434 334 28 244 235 337 355"},  // United Kingdom; Australia; Netherlands
    {"02", 9, 9, "234 27"},                                          // Thailand, Israel
    {"03", 9, 9, "27"},                                              // Israel
    {"04", 9, 9, "27"},
    {"08", 9, 9, "27"},
    {"09", 9, 9, "27"},
    {"01", 10, 11, "56 55 434 443 344 334 335 22222 37 337 34 38 48 47 346"},  // United Kingdom; France; Malaysia; Germany; Korea
    {"07", 10, 11, "56 533 22222 434 443 344 38 244 55 37 334"},     // United Kingdom, France, Australia
    {"06", 10, 10, "28 22222 244 2233 37 334 433"},                  // Netherlands, France, Thailand
    {"04", 10, 10, "433 22222 244 334 37 46"},                       // Australia, France
    {"03", 10, 11, "244 22222 3322 334 343 37 28 38 336 335 48"},    // Australia, France, Germany, Malaysia
    {"05", 10, 11, "22222 344 334 3422 37"},                         // France, Turkey
    {"08", 10, 11, "244 343 334 344 434 443 3322 22222 37 3332 28"}, // Australia, Thailand, Nigeria, South Africa, Sweden, Japan
    {"09", 10, 11, "22222 433 434 344 443 343 334 37 244 28"},       // France, Vietnam, Philippines, Japan
};

bool lists(std::string_view shapes, std::string_view shape) {
  for (std::size_t begin = 0; begin < shapes.size();) {
    const std::size_t end = std::min(shapes.find(' ', begin), shapes.size());
    if (shapes.substr(begin, end - begin) == shape) return true;
    begin = end + 1;
  }
  return false;
}
}  // namespace

Fit international_fit(std::string_view digits) {
  if (digits.size() < 8 || digits.size() > 15 || digits[0] == '0') return Fit::kNone;
  for (const Plan& plan : kPlans) {
    if (!digits.starts_with(plan.code)) continue;
    std::string_view national = digits.substr(plan.code.size());
    if (national.starts_with('0') && plan.code != "39") national.remove_prefix(1);  // "+44 (0)20"
    if (national.size() < plan.least || national.size() > plan.most) return Fit::kNone;
    if (!plan.begins.empty() && plan.begins.find(national[0]) == std::string_view::npos) return Fit::kNone;
    return plan.code == "1" && !is_north_american(national) ? Fit::kNone : Fit::kExact;
  }
  return Fit::kPossible;
}

Fit trunk_fit(std::string_view digits, std::string_view shape) {
  if (digits.size() < 9 || digits.size() > 12) return Fit::kNone;
  const auto fits = std::any_of(std::begin(kTrunks), std::end(kTrunks), [&](const Trunk& trunk) {
    return digits.starts_with(trunk.begins) && digits.size() >= trunk.least && digits.size() <= trunk.most && lists(trunk.shapes, shape);
  });
  return fits ? Fit::kExact : digits[1] != '0' ? Fit::kPossible : Fit::kNone;
}

bool is_north_american(std::string_view digits) {
  if (digits.size() != 10 || digits[0] < '2' || digits[3] < '2') return false;
  return !(digits[1] == '1' && digits[2] == '1') && !(digits[4] == '1' && digits[5] == '1');
}

}  // namespace tirai::recognition
