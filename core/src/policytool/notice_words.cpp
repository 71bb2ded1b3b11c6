#include "policytool/notice_words.h"

namespace tirai::tool {
namespace {
// GDPR Art. 6(1), UU PDP Art. 20(2), by their names in W3C DPV 2.
struct Basis {
  std::string_view dpv, id, en;
};
constexpr Basis kBases[] = {
    {"Consent", "persetujuan Anda", "your consent"},
    {"ExplicitConsent", "persetujuan Anda yang tegas", "your explicit consent"},
    {"Contract", "perjanjian dengan Anda", "the contract with you"},
    {"ContractPerformance", "perjanjian dengan Anda", "the contract with you"},
    {"EnterIntoContract", "perjanjian yang Anda minta", "a contract you asked for"},
    {"LegalObligation", "kewajiban hukum", "a legal obligation"},
    {"LegitimateInterest", "kepentingan yang sah", "a legitimate interest"},
    {"LegitimateInterestOfController", "kepentingan kami yang sah", "our legitimate interest"},
    {"VitalInterest", "kepentingan vital", "vital interests"},
    {"VitalInterestOfDataSubject", "kepentingan vital Anda", "your vital interests"},
    {"PublicInterest", "kepentingan umum", "the public interest"},
    {"OfficialAuthorityOfController", "kewenangan resmi", "official authority"},
};

struct Unit {
  std::uint32_t size;
  const char *id, *one, *many;
};
std::string counted(std::uint32_t number, const Unit& unit, bool indonesian) { return std::to_string(number / unit.size) + " " + (indonesian ? unit.id : number == unit.size ? unit.one : unit.many); }
}  // namespace

std::string last_part(std::string_view iri) { return std::string(iri.substr(iri.find_last_of("#/") + 1)); }

std::string basis_in_words(std::string_view iri, bool indonesian) {
  const std::string name = last_part(iri);
  for (const Basis& basis : kBases) {
    if (basis.dpv == name) return std::string(indonesian ? basis.id : basis.en);
  }
  return name;
}

std::string days_in_words(std::uint32_t days, bool indonesian) {
  constexpr Unit kYears{365, "tahun", "year", "years"}, kDays{1, "hari", "day", "days"};
  return counted(days, days % 365 == 0 ? kYears : kDays, indonesian);
}

std::string seconds_in_words(std::uint32_t seconds, bool indonesian) {
  constexpr Unit kUnits[] = {{86'400, "hari", "day", "days"}, {3600, "jam", "hour", "hours"}, {60, "menit", "minute", "minutes"}};
  for (const Unit& unit : kUnits) {
    if (seconds % unit.size == 0) return counted(seconds, unit, indonesian);
  }
  return counted(seconds, {1, "detik", "second", "seconds"}, indonesian);
}

}  // namespace tirai::tool
