#include "tirai/detect.h"

#include <set>

#include "detect/recognizer.h"
#include "support.h"

namespace {
using namespace tirai;
using vectors::Case;
using vectors::read_cases;
using namespace std::string_literals;

KnownValues known_of(const Case& one) {
  std::vector<KnownValue> values;
  if (!one.data.contains("known")) return {};
  for (const auto& known : one.data["known"]) {
    values.push_back({known["class"], entity_type_from(known["type"].get<std::string>()).value_or(EntityType::kOther), known["value"]});
  }
  return KnownValues(std::move(values));
}

nlohmann::json answer_of(std::string_view text, const KnownValues& known) {
  nlohmann::json answer = nlohmann::json::array();
  for (const Detection& found : detect(text, known)) {
    answer.push_back({{"type", to_string(found.type)}, {"span", {found.span.begin, found.span.end}}});
  }
  return answer;
}

void expect_vectors(const std::string& name) {
  for (const Case& one : read_cases("tests/vectors/detect/" + name + ".jsonl")) {
    const std::string text = one.data["text"];
    EXPECT_EQ(answer_of(text, known_of(one)).dump(), one.data["expect"].dump()) << one.where;
  }
}

// A recognizer's vectors are looked at by its type's name: a new file of vectors is found by itself, and a recognizer without one is a failure.
TEST(Detect, FindsWhatEachRecognizerKnowsAndLeavesItsNearMissesAlone) {
  std::set<std::string> types;
  for (const recognition::Recognizer& one : recognition::recognizers()) types.insert(std::string(to_string(one.type)));
  for (const std::string& type : types) expect_vectors(type);
}

TEST(Detect, RecognizersAreWrittenAsTheirHeaderAsks) {
  for (const recognition::Recognizer& one : recognition::recognizers()) {
    const std::string name(to_string(one.type));
    EXPECT_GE(one.confidence.with_context, one.confidence.alone) << name;
    std::vector<std::string_view> phrases(one.context.begin(), one.context.end());
    phrases.insert(phrases.end(), one.against.begin(), one.against.end());
    if (const auto* said = std::get_if<recognition::Phrases>(&one.candidate)) phrases.insert(phrases.end(), said->phrases.begin(), said->phrases.end());
    for (const std::string_view phrase : phrases) {
      EXPECT_TRUE(!phrase.empty() && phrase.size() <= 48 && ((phrase[0] >= 'a' && phrase[0] <= 'z') || (phrase[0] & 0x80) != 0)) << name << ": " << phrase;
      for (const char c : phrase) EXPECT_FALSE(c >= 'A' && c <= 'Z') << name << ": " << phrase;
    }
  }
}

TEST(Detect, FindsKnownValuesInTheirWrittenVariants) { expect_vectors("known_values"); }
TEST(Detect, ReadsWhatIsHiddenFromMachines) { expect_vectors("obfuscation"); }
TEST(Detect, SettlesOverlaps) { expect_vectors("overlap"); }
TEST(Detect, ReadsTheLabelsOfColumns) { expect_vectors("tables"); }

TEST(Detect, ReportsNothingBelowTheThreshold) {
  Thresholds never;
  for (double& least : never.at_least) least = 1.01;
  EXPECT_TRUE(detect("4111111111111111 budi@example.com 081234567890 3171014508900002", {}, never).empty());
  Thresholds sure;
  sure.at_least[static_cast<std::size_t>(EntityType::kCreditCard)] = 0.9;
  EXPECT_TRUE(detect("nomor 4111111111111111", {}, sure).empty());
  EXPECT_EQ(detect("visa 4111111111111111", {}, sure).size(), 1u);
}

TEST(Detect, NamesTheKnownValueThatMatched) {
  const KnownValues known({{"person.name", EntityType::kPerson, "Siti Rahayu"}, {"contact.phone", EntityType::kPhoneNumber, "081234567890"}});
  const auto found = detect("Siti: 0812-3456-7890 atau 081398765432", known);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].known, 0u);
  EXPECT_EQ(found[1].known, 1u);
  EXPECT_EQ(found[2].known, std::nullopt);
}

}  // namespace
