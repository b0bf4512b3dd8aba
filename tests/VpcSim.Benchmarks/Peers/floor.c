// The floor: what plain C needs to read a pcap file, parse Ethernet, IPv4, TCP and UDP, and count both directions of every conversation
// in windows of 60 s, without any rules. Records are counted, not written.
//   gcc -O3 -march=native -o floor floor.c && ./floor CAPTURE.pcap
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER = 1 << 20, LONGEST = 65536, FILE_HEADER = 24, RECORD_HEADER = 16, ETHERNET = 14, WINDOW_S = 60, TCP = 6, UDP = 17 };

struct packet {
    uint32_t source, destination, seconds;
    uint16_t source_port, destination_port, length;
    uint8_t protocol, flags;
};

// 64 bytes: a cache line for both directions of a conversation.
struct entry {
    uint64_t low, high; // the two ends in order; the protocol above the lower one
    uint64_t last_seconds;
    uint32_t window, packets[2], bytes[2], first[2];
    uint8_t flags[2], used;
};

static struct entry *table;
static uint64_t mask = (1 << 16) - 1, conversations, records, packets, bytes;

static uint64_t hash(uint64_t a, uint64_t b) {
    uint64_t h = (a * 0x9E3779B97F4A7C15u) ^ (b * 0xC2B2AE3D27D4EB4Fu);
    h ^= h >> 32;
    h *= 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

static void grow(void) {
    struct entry *old = table;
    uint64_t old_mask = mask;
    mask = mask * 2 + 1;
    table = calloc(mask + 1, sizeof *table);
    for (uint64_t i = 0; i <= old_mask; i++) {
        if (!old[i].used) continue;
        uint64_t at = hash(old[i].low, old[i].high) & mask;
        while (table[at].used) at = (at + 1) & mask;
        table[at] = old[i];
    }
    free(old);
}

static void close_window(struct entry *entry) {
    for (int way = 0; way < 2; way++) {
        if (!entry->packets[way]) continue;
        records++;
        packets += entry->packets[way];
        bytes += entry->bytes[way];
        entry->packets[way] = entry->bytes[way] = entry->flags[way] = 0;
    }
}

static struct entry *find(uint64_t low, uint64_t high, uint32_t window) {
    uint64_t at = hash(low, high) & mask;
    for (; table[at].used; at = (at + 1) & mask)
        if (table[at].low == low && table[at].high == high) return &table[at];
    if (conversations * 4 >= mask * 3) {
        grow();
        return find(low, high, window);
    }
    table[at] = (struct entry){.low = low, .high = high, .window = window, .used = 1};
    conversations++;
    return &table[at];
}

static void count(const struct packet *packet) {
    uint64_t from = (uint64_t)packet->source << 16 | packet->source_port, to = (uint64_t)packet->destination << 16 | packet->destination_port;
    int way = from > to;
    uint32_t window = packet->seconds / WINDOW_S;
    struct entry *entry = find((way ? to : from) | (uint64_t)packet->protocol << 56, way ? from : to, window);
    if (entry->window != window) {
        close_window(entry);
        entry->window = window;
    }
    entry->last_seconds = packet->seconds;
    if (!entry->packets[way]) entry->first[way] = packet->seconds;
    entry->packets[way]++;
    entry->bytes[way] += packet->length;
    entry->flags[way] |= packet->flags;
}

static uint16_t two(const uint8_t *at) {
    uint16_t value;
    memcpy(&value, at, sizeof value);
    return __builtin_bswap16(value);
}

static uint32_t four(const uint8_t *at) {
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return __builtin_bswap32(value);
}

static void parse(const uint8_t *record) {
    struct packet packet = {0};
    const uint8_t *frame = record + RECORD_HEADER, *ip = frame + ETHERNET, *transport = ip + (ip[0] & 15) * 4;
    if (two(frame + 12) != 0x0800) return;
    memcpy(&packet.seconds, record, sizeof packet.seconds);
    packet.length = two(ip + 2);
    packet.protocol = ip[9];
    packet.source = four(ip + 12);
    packet.destination = four(ip + 16);
    if (packet.protocol == TCP || packet.protocol == UDP) {
        packet.source_port = two(transport);
        packet.destination_port = two(transport + 2);
        if (packet.protocol == TCP) packet.flags = transport[13];
    }
    count(&packet);
}

int main(int count, char **arguments) {
    int file = count == 2 ? open(arguments[1], O_RDONLY) : -1;
    if (file < 0) return fprintf(stderr, "usage: floor CAPTURE.pcap\n"), 2;
    uint8_t *buffer = malloc(BUFFER + LONGEST);
    size_t have = 0, at = FILE_HEADER;
    table = calloc(mask + 1, sizeof *table);
    for (int first = 1;; first = 0) {
        size_t rest = first ? 0 : have - at;
        if (!first) memmove(buffer, buffer + at, rest), at = 0;
        ssize_t more = read(file, buffer + rest, BUFFER + LONGEST - rest);
        if (more <= 0) break;
        for (have = rest + (size_t)more; at + RECORD_HEADER <= have;) {
            uint32_t captured;
            memcpy(&captured, buffer + at + 8, sizeof captured);
            if (at + RECORD_HEADER + captured > have) break;
            parse(buffer + at);
            at += RECORD_HEADER + captured;
        }
    }
    for (uint64_t i = 0; i <= mask; i++)
        if (table[i].used) close_window(&table[i]);
    printf("packets=%lu bytes=%lu conversations=%lu records=%lu\n", packets, bytes, conversations, records);
    return 0;
}
