// Pseudonyms of customers. The vectors' answers are Python's (hmac, hashlib); client/src/customer.ts is held to the same file.
#include "tirai/pseudonym.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "source_dir.h"

namespace {
std::string bytes_from(char first) {
  std::string bytes(32, '\0');
  for (char& byte : bytes) byte = first++;
  return bytes;
}

TEST(Pseudonym, OneCustomerIsOnePseudonymHoweverTheIdIsWritten) {
  std::ifstream file(source_dir() + "/tests/vectors/subject_ids.jsonl");
  std::size_t cases = 0;
  for (std::string line; std::getline(file, line); ++cases) {
    const auto one = nlohmann::json::parse(line);
    const std::string normal = tirai::normal_id(one["id"].get<std::string>()), why = one["why"];
    EXPECT_EQ(normal, one["normal"]) << why;
    const std::string lookup = tirai::subject_lookup(bytes_from(0), normal);
    EXPECT_EQ(lookup, one["lookup"]) << why;
    EXPECT_EQ(tirai::subject_pseudonym(bytes_from(32), lookup), one["pseudonym"]) << why;
  }
  EXPECT_EQ(cases, 13u);
}

TEST(Pseudonym, AnotherKeyIsAnotherPseudonym) {
  const std::string lookup = tirai::subject_lookup(bytes_from(0), "C-1029");
  EXPECT_NE(lookup, tirai::subject_lookup(bytes_from(1), "C-1029"));
  EXPECT_NE(tirai::subject_pseudonym(bytes_from(32), lookup), tirai::subject_pseudonym(bytes_from(33), lookup));
}
}  // namespace
