// Check digits against the standards' own examples and numbers that their issuers published.
#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include "detect/checks/africa_oceania.h"
#include "detect/checks/americas.h"
#include "detect/checks/asia.h"
#include "detect/checks/crypto_address.h"
#include "detect/checks/dates.h"
#include "detect/checks/europe.h"
#include "detect/checks/iban.h"
#include "detect/checks/sums.h"
#include "detect/checks/vat.h"
#include "support.h"

namespace {
using namespace tirai::checks;
using Check = bool (*)(std::string_view);

const std::map<std::string, Check> kChecks = {
    {"luhn", passes_luhn},
    {"verhoeff", passes_verhoeff},
    {"mod11_10", passes_mod11_10},
    {"mod97", [](std::string_view value) { return mod97(value) == 1; }},
    {"iban", is_iban},
    {"iban_national", [](std::string_view value) { return is_iban(value) && passes_national_check(value); }},
    {"base58_bitcoin", is_base58_bitcoin},
    {"bech32_bitcoin", is_bech32_bitcoin},
    {"ethereum_checksum", [](std::string_view value) { return ethereum_case(value) == EthereumCase::kChecksum; }},
    {"ethereum_one_case", [](std::string_view value) { return ethereum_case(value) == EthereumCase::kOneCase; }},
    {"sg_nric_fin", is_sg_nric_fin},
    {"sg_uen", is_sg_uen},
    {"my_nric", is_my_nric},
    {"ph_tin", is_ph_tin},
    {"th_tnin", is_th_tnin},
    {"kr_rrn", [](std::string_view value) { return is_kr_rrn_shape(value) && passes_kr_rrn_check(value); }},
    {"kr_frn", [](std::string_view value) { return is_kr_frn_shape(value) && passes_kr_frn_check(value); }},
    {"kr_brn", is_kr_brn},
    {"in_aadhaar", is_in_aadhaar},
    {"in_pan", is_in_pan},
    {"in_gstin", is_in_gstin},
    {"tr_national_id", is_tr_national_id},
    {"us_ssn", is_us_ssn},
    {"us_itin", is_us_itin},
    {"us_ein", is_us_ein},
    {"us_mbi", is_us_mbi},
    {"us_npi", is_us_npi},
    {"aba_routing", is_aba_routing},
    {"ca_sin", is_ca_sin},
    {"br_cpf", is_br_cpf},
    {"br_cnpj", is_br_cnpj},
    {"au_tfn", is_au_tfn},
    {"au_abn", is_au_abn},
    {"au_acn", is_au_acn},
    {"au_medicare", is_au_medicare},
    {"za_id_number", is_za_id_number},
    {"ng_nin", is_ng_nin},
    {"uk_nhs", is_uk_nhs},
    {"uk_nino", is_uk_nino},
    {"uk_driving_licence", is_uk_driving_licence},
    {"uk_postcode", is_uk_postcode},
    {"uk_vehicle_registration", is_uk_vehicle_registration},
    {"uk_old_vehicle_registration", is_uk_old_vehicle_registration},
    {"de_tax_id", is_de_tax_id},
    {"de_social_security", is_de_social_security},
    {"de_document", is_de_document},
    {"de_health_insurance", is_de_health_insurance},
    {"fr_nir", is_fr_nir},
    {"es_dni", is_es_dni},
    {"es_nie", is_es_nie},
    {"es_nif_of_others", is_es_nif_of_others},
    {"es_cif", is_es_cif},
    {"it_fiscal_code", is_it_fiscal_code},
    {"it_vat_code", is_it_vat_code},
    {"nl_bsn", is_nl_bsn},
    {"pl_pesel", is_pl_pesel},
    {"se_personnummer", is_se_personnummer},
    {"se_organisationsnummer", is_se_organisationsnummer},
    {"fi_personal_identity_code", is_fi_personal_identity_code},
    {"eu_vat", is_eu_vat},
};

TEST(Checks, AgreeWithPublishedNumbers) {
  std::map<std::string, int> tried;
  for (const auto& one : tirai::vectors::read_cases("tests/vectors/detect/checks.jsonl")) {
    const std::string name = one.data["check"];
    const auto check = kChecks.find(name);
    ASSERT_NE(check, kChecks.end()) << one.where;
    ++tried[name];
    EXPECT_EQ(check->second(one.data["value"].get<std::string>()), one.data["valid"].get<bool>()) << one.where;
  }
  EXPECT_EQ(tried.size(), kChecks.size());  // none goes untried
}

// A check reads whatever stands in a text: any length, any byte.
TEST(Checks, RefuseWhatIsNoNumber) {
  std::mt19937 random(64);
  const std::string_view alphabet = "0123456789AZXBLa-+ \x80\xff";
  for (int round = 0; round < 20'000; ++round) {
    std::string value(random() % 45, '\0');
    for (char& c : value) c = alphabet[random() % alphabet.size()];
    const bool clean = value.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
    for (const auto& [name, check] : kChecks) {
      const bool sign_belongs = name.starts_with("fi_") || name.starts_with("base58") || name.starts_with("bech32") || name.starts_with("ethereum");
      if (check(value)) {
        EXPECT_TRUE(clean || sign_belongs) << name;
      }
    }
  }
}

// What the methods promise: every single wrong digit is found.
TEST(Checks, NoticeEverySingleWrongDigit) {
  const std::pair<Check, std::string> held[] = {{passes_luhn, "79927398713"}, {passes_verhoeff, "312345678909"}, {passes_mod11_10, "136308783"}, {is_iban, "DE89370400440532013000"}};
  for (const auto& [check, value] : held) {
    ASSERT_TRUE(check(value));
    for (std::size_t i = value[0] == 'D' ? 2 : 0; i < value.size(); ++i) {
      for (char digit = '0'; digit <= '9'; ++digit) {
        std::string wrong = value;
        wrong[i] = digit;
        if (wrong != value) {
          EXPECT_FALSE(check(wrong)) << i;
        }
      }
    }
  }
}

TEST(Checks, KnowsTheLengthOfEachCountrysIban) {
  EXPECT_EQ(iban_length("NO"), 15u);
  EXPECT_EQ(iban_length("DE"), 22u);
  EXPECT_EQ(iban_length("MT"), 31u);
  EXPECT_EQ(iban_length("RU"), 33u);
  EXPECT_EQ(iban_length("ID"), std::nullopt);  // Indonesia, Singapore, the United States and Australia have none
  EXPECT_EQ(iban_length("US"), std::nullopt);
}

TEST(Checks, KnowsTheCalendar) {
  EXPECT_TRUE(is_date(2000, 2, 29));
  EXPECT_FALSE(is_date(1900, 2, 29));
  EXPECT_TRUE(is_date(2024, 2, 29));
  EXPECT_FALSE(is_date(2023, 2, 29));
  EXPECT_FALSE(is_date(2023, 4, 31));
  EXPECT_FALSE(is_date(2023, 13, 1));
  EXPECT_TRUE(is_short_date(0, 2, 29));
  EXPECT_FALSE(is_short_date(99, 2, 29));
}

std::string hex(std::string_view data) {
  std::string out;
  for (const std::uint8_t byte : keccak256(data)) {
    out += "0123456789abcdef"[byte >> 4];
    out += "0123456789abcdef"[byte & 15];
  }
  return out;
}

// Keccak team's reference values; the last input is longer than one block.
TEST(Checks, HashesAsEthereumDoes) {
  EXPECT_EQ(hex(""), "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  EXPECT_EQ(hex("abc"), "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
  EXPECT_EQ(hex("The quick brown fox jumps over the lazy dog"), "4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15");
  EXPECT_EQ(hex(std::string(136, 'a')), "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e");
}

}  // namespace
