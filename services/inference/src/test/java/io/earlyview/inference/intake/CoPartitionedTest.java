package io.earlyview.inference.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.RebalanceProtocol;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class CoPartitionedTest {
    private static final List<String> TOPICS = List.of("frames", "acquisitions");
    private static final int PARTITIONS = 12;

    private final CoPartitioned assignor = new CoPartitioned();
    private int generation;

    @Test
    void movesPartitionsWithoutStoppingTheOthers() {
        assertTrue(assignor.supportedProtocols().contains(RebalanceProtocol.COOPERATIVE));
    }

    @Test
    void givesEveryPartitionWithItsTwinToOneMember() {
        for (int members = 1; members <= PARTITIONS; members++) {
            Map<String, List<TopicPartition>> assigned = rebalanced(members(members));
            assertAllOnce(assigned);
            for (List<TopicPartition> each : assigned.values()) {
                assertTrue(numbers(each).size() >= PARTITIONS / members, members + " members");
            }
        }
    }

    @Test
    void aMemberMoreThanPartitionsHasNone() {
        Map<String, List<TopicPartition>> assigned = rebalanced(members(PARTITIONS + 1));
        assertAllOnce(assigned);
        assertEquals(1, assigned.values().stream().filter(List::isEmpty).count());
    }

    @Test
    void nothingIsGivenToAMemberWhileAnotherHasIt() {
        Map<String, List<TopicPartition>> before = rebalanced(members(2));
        Map<String, List<TopicPartition>> joined = new TreeMap<>(before);
        joined.put("new", List.of());
        Map<String, List<TopicPartition>> first = assign(joined);
        assertEquals(List.of(), first.get("new"), "what it will have is still another's");
        before.forEach((member, had) ->
                assertTrue(new HashSet<>(had).containsAll(first.get(member)), member + " was given what it had not"));
        Map<String, List<TopicPartition>> second = assign(first);
        assertAllOnce(second);
        assertEquals(PARTITIONS / 3, numbers(second.get("new")).size());
    }

    @Test
    void asFewAsPossibleMoveWhenAMemberComesOrGoes() {
        Map<String, List<TopicPartition>> three = rebalanced(members(3));
        Map<String, List<TopicPartition>> joined = new TreeMap<>(three);
        joined.put("new", List.of());
        Map<String, List<TopicPartition>> four = rebalanced(joined);
        assertEquals(PARTITIONS / 4, moved(three, four));
        assertEquals(PARTITIONS / 4, numbers(four.get("new")).size());

        Map<String, List<TopicPartition>> left = new TreeMap<>(four);
        left.remove("new");
        Map<String, List<TopicPartition>> threeAgain = rebalanced(left);
        assertEquals(PARTITIONS / 4, moved(four, threeAgain));
        assertAllOnce(threeAgain);
        assertEquals(threeAgain, rebalanced(threeAgain), "nothing moves without a reason");
    }

    /** Members that come and go at random, seldom with time for a second round; the seed is in every message. */
    @Test
    void noPartitionEverHasTwoMembersAndTwinsAreNeverApart() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Map<String, List<TopicPartition>> owned = members(1);
            for (int step = 0; step < 30; step++) {
                if (owned.size() < 2 || random.nextBoolean()) {
                    owned.put("joined " + step, List.of());
                } else {
                    owned.remove(List.copyOf(owned.keySet()).get(random.nextInt(owned.size())));
                }
                Map<String, List<TopicPartition>> next = assign(owned);
                assertNoneTwice(owned, next, "seed " + seed + " step " + step);
                next.forEach((member, each) -> assertTwins(each));
                owned = new TreeMap<>(next);
            }
            Map<String, List<TopicPartition>> last = rebalanced(owned);
            assertAllOnce(last);
        }
    }

    /** A member may only be given what is its own, or what nobody has. */
    private static void assertNoneTwice(
            Map<String, List<TopicPartition>> owned, Map<String, List<TopicPartition>> next, String when) {
        next.forEach((member, given) -> owned.forEach((other, had) -> {
            if (!member.equals(other)) {
                Set<TopicPartition> both = new HashSet<>(given);
                both.retainAll(had);
                assertEquals(Set.of(), both, when + ": given to " + member + " while " + other + " has it");
            }
        }));
    }

    private static Map<String, List<TopicPartition>> members(int number) {
        Map<String, List<TopicPartition>> members = new TreeMap<>();
        IntStream.range(0, number).forEach(i -> members.put("member " + i, List.of()));
        return members;
    }

    /** Rounds until nothing moves any more, as the members of a group go through them. */
    private Map<String, List<TopicPartition>> rebalanced(Map<String, List<TopicPartition>> owned) {
        Map<String, List<TopicPartition>> before = owned;
        for (int round = 0; round < 5; round++) {
            Map<String, List<TopicPartition>> next = assign(before);
            if (next.equals(before)) {
                return next;
            }
            before = next;
        }
        throw new AssertionError("the group does not come to rest: " + before);
    }

    private Map<String, List<TopicPartition>> assign(Map<String, List<TopicPartition>> owned) {
        generation++;
        Map<String, Subscription> subscriptions = new HashMap<>();
        owned.forEach((member, partitions) -> {
            CoPartitioned own = new CoPartitioned(); // each member has one
            own.onAssignment(
                    new Assignment(partitions),
                    new ConsumerGroupMetadata("inference", generation - 1, member, Optional.of(member)));
            ByteBuffer userData = own.subscriptionUserData(new HashSet<>(TOPICS));
            Subscription subscription =
                    new Subscription(TOPICS, userData, partitions, generation - 1, Optional.empty());
            subscription.setGroupInstanceId(Optional.of(member));
            subscriptions.put(member, subscription);
        });
        Map<String, List<TopicPartition>> assigned = new TreeMap<>();
        assignor.assign(cluster(), new GroupSubscription(subscriptions))
                .groupAssignment()
                .forEach((member, assignment) -> assigned.put(member, sorted(assignment.partitions())));
        assertEquals(owned.keySet(), assigned.keySet());
        return assigned;
    }

    private static List<TopicPartition> sorted(List<TopicPartition> partitions) {
        List<TopicPartition> sorted = new ArrayList<>(partitions);
        sorted.sort((a, b) -> (a.topic() + a.partition()).compareTo(b.topic() + b.partition()));
        return sorted;
    }

    private static Cluster cluster() {
        Node node = new Node(1, "localhost", 9092);
        Node[] nodes = {node};
        List<PartitionInfo> partitions = new ArrayList<>();
        for (String topic : TOPICS) {
            for (int number = 0; number < PARTITIONS; number++) {
                partitions.add(new PartitionInfo(topic, number, node, nodes, nodes));
            }
        }
        return new Cluster("cluster", List.of(node), partitions, Set.of(), Set.of());
    }

    private static void assertAllOnce(Map<String, List<TopicPartition>> assigned) {
        List<TopicPartition> all =
                assigned.values().stream().flatMap(List::stream).toList();
        assertEquals(TOPICS.size() * PARTITIONS, all.size());
        assertEquals(TOPICS.size() * PARTITIONS, new HashSet<>(all).size());
        assigned.values().forEach(CoPartitionedTest::assertTwins);
    }

    private static void assertTwins(List<TopicPartition> partitions) {
        Set<TopicPartition> all = new HashSet<>(partitions);
        for (int number : numbers(partitions)) {
            for (String topic : TOPICS) {
                assertTrue(all.contains(new TopicPartition(topic, number)), topic + " " + number + " of " + all);
            }
        }
    }

    private static Set<Integer> numbers(List<TopicPartition> partitions) {
        Set<Integer> numbers = new HashSet<>();
        partitions.forEach(partition -> numbers.add(partition.partition()));
        return numbers;
    }

    /** How many numbers have another member than before. */
    private static int moved(Map<String, List<TopicPartition>> before, Map<String, List<TopicPartition>> after) {
        int moved = 0;
        for (Map.Entry<String, List<TopicPartition>> member : after.entrySet()) {
            Set<Integer> gained = numbers(member.getValue());
            gained.removeAll(numbers(before.getOrDefault(member.getKey(), List.of())));
            moved += gained.size();
        }
        return moved;
    }
}
