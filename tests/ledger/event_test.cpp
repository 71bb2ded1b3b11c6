#include "support.h"

namespace tirai::test {
namespace {

TEST(Ledger, AChainOfEventsVerifiesAsABatch) {
  const Session chain = session(kDeviceOne, kChainA, 4);
  const auto batch = verify_batch(kDeviceOne.batch(chain.lines), kDeviceOne.public_key());
  ASSERT_TRUE(batch.ok()) << batch.error().text();
  EXPECT_EQ(batch.value().events.size(), 4u);
  EXPECT_EQ(batch.value().head, chain.head.head);
}

}  // namespace
}  // namespace tirai::test
