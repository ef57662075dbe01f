// w1.c: workload W1 (an M/M/n+M queue, "Erlang A") as a hand-written C program: the yardstick for the simulator's speed.
//
//   build:  cc -O3 -o w1 w1.c -lm          (C11 with __int128: clang or gcc)
//   run:    ./w1 [arrivals = 10000000] [seed = 1]
//
// Prefer clang: gcc 12 turns one of the comparisons in `replace` into a branch after all, which costs a quarter of the speed.
// Both give the same output for the same seed.
//
// 100 arrivals a minute, exponential service of mean 3 min, 300 agents, one first-in first-out queue, exponential patience
// of mean 2 min, empty at the start; runs until every one of the arrivals has been served or has abandoned.
// Exact long-run values: P(abandon) = .025351, mean wait = .050702 min = 3.04212 s, served within 20 s = .966029.
//
// It keeps the handful of totals it prints and nothing else. One line of JSON goes to standard output; cpuSeconds is the
// user and system time of the simulation alone, without process start and table building.
//
// What makes it fast: the next arrival is kept out of the event lists; an event is one 128-bit integer, so that
// comparing two events takes no branch; a service that ends while somebody waits replaces the top of its heap in a single pass.
// Patience is an event like any other and is truly cancelled when the caller is answered.

#define _DEFAULT_SOURCE
#include <inttypes.h>
#include <math.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

enum {
    AGENTS = 300,
    RING = 1024,    // places in the waiting line, a power of two; the run stops with an error if they do not suffice
};
static const double MEAN_INTERARRIVAL = 1.0 / 100, MEAN_SERVICE = 3, MEAN_PATIENCE = 2;    // minutes
static const double SERVICE_TARGET = 20.0 / 60;

#define INLINE static inline __attribute__((always_inline))
#define UNLIKELY(c) __builtin_expect((c), 0)

// ---- Random numbers: xoshiro256++ seeded by SplitMix64 (Blackman and Vigna) ----

typedef struct { uint64_t s[4]; } Random;

static uint64_t splitmix64(uint64_t *state) {
    uint64_t z = (*state += 0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
}

static Random seeded(uint64_t *state) {
    Random r;
    for (int i = 0; i < 4; i++) r.s[i] = splitmix64(state);
    return r;
}

INLINE uint64_t rotated(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

INLINE uint64_t next(Random *r) {
    uint64_t *s = r->s, result = rotated(s[0] + s[3], 23) + s[0], t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotated(s[3], 45);
    return result;
}

// ---- Exponential variates of mean 1: ziggurat of 256 layers of equal area (Marsaglia and Tsang) ----

static const double TAIL = 7.69711747013104972;            // where the tail, a part of layer 0, begins
static const double AREA = 0.0039496598225815571993;       // of each layer

static struct { uint64_t inside; double scale; } layer[256];   // 53-bit draws below `inside` are accepted at once
static double edge[257], density[257];                         // right edge of each layer; exp(-edge)

static void buildZiggurat(void) {
    edge[0] = AREA / exp(-TAIL);
    edge[1] = TAIL;
    for (int i = 1; i < 255; i++) edge[i + 1] = -log(AREA / edge[i] + exp(-edge[i]));
    edge[256] = 0;
    for (int i = 0; i < 257; i++) density[i] = exp(-edge[i]);
    for (int i = 0; i < 256; i++) {
        layer[i].inside = (uint64_t)(edge[i + 1] / edge[i] * 0x1p53);
        layer[i].scale = edge[i] * 0x1p-53;
    }
}

static double exponentialSlow(Random *r, uint64_t bits);

INLINE double exponential(Random *r) {
    uint64_t bits = next(r), draw = bits >> 11;
    unsigned i = bits & 255;
    if (UNLIKELY(draw >= layer[i].inside)) return exponentialSlow(r, bits);
    return (double)(int64_t)draw * layer[i].scale;
}

// About one draw in ninety: outside the part of the layer that lies wholly under the curve.
__attribute__((noinline)) static double exponentialSlow(Random *r, uint64_t bits) {
    for (;;) {
        uint64_t draw = bits >> 11;
        unsigned i = bits & 255;
        double x = (double)(int64_t)draw * layer[i].scale;
        if (draw < layer[i].inside) return x;
        double u = (double)(int64_t)(next(r) >> 11) * 0x1p-53;
        if (i == 0) return TAIL - log1p(-u);               // the tail has no memory
        if (density[i] + u * (density[i + 1] - density[i]) < exp(-x)) return x;
        bits = next(r);
    }
}

// ---- Events: time, sequence number and slot in one integer ----
// The bits of non-negative doubles are ordered as their values are; equal times fall back on the sequence number.

typedef unsigned __int128 Key;
#define NEVER (~(Key)0)

INLINE Key event(double time, uint32_t sequence, uint32_t slot) {
    uint64_t bits;
    memcpy(&bits, &time, sizeof bits);
    return (Key)bits << 64 | (uint64_t)sequence << 32 | slot;
}

INLINE double timeOf(Key k) {
    uint64_t bits = (uint64_t)(k >> 64);
    double time;
    memcpy(&time, &bits, sizeof time);
    return time;
}

INLINE uint32_t slotOf(Key k) { return (uint32_t)k; }

// ---- 4-ary heap ----
// The children of i are 4i+1 ... 4i+4. Every place past the end holds NEVER, so that four children can always be read and
// an empty heap has NEVER at its top. `place`, where not NULL, follows the events: place[slot] = where it lies in the heap.

typedef struct { Key *key; uint32_t count; uint32_t *place; } Heap;

INLINE void put(Heap *h, uint32_t i, Key k) {
    h->key[i] = k;
    if (h->place) h->place[slotOf(k)] = i;
}

// Moves an event up from a hole at i to where it belongs.
INLINE void rise(Heap *h, uint32_t i, Key k) {
    while (i > 0) {
        uint32_t parent = (i - 1) >> 2;
        if (h->key[parent] < k) break;
        put(h, i, h->key[parent]);
        i = parent;
    }
    put(h, i, k);
}

// Puts an event in place of the one at i, bottom-up: the hole sinks along the smallest children down to a leaf, then the
// event rises from there. The smallest child is found by arithmetic: its choice, a toss-up, must not become a branch.
INLINE void replace(Heap *h, uint32_t i, Key k) {
    for (uint32_t child; (child = 4 * i + 1) < h->count; ) {
        const Key *c = h->key + child;
        uint32_t a = c[1] < c[0], b = 2 + (c[3] < c[2]);
        uint32_t least = child + (a + ((b - a) & -(uint32_t)(c[b] < c[a])));
        put(h, i, h->key[least]);
        i = least;
    }
    rise(h, i, k);
}

INLINE void push(Heap *h, Key k) { rise(h, h->count++, k); }

INLINE void removeAt(Heap *h, uint32_t i) {
    uint32_t last = --h->count;
    Key moved = h->key[last];
    h->key[last] = NEVER;
    if (i != last) replace(h, i, moved);
}

// ---- The model ----

// Three unused keys before the root let the four children of every event share a cache line. A group of four that begins
// below `count` may reach three places past it: five keys after the end are ample.
static alignas(64) Key serviceKeys[3 + AGENTS + 5], patienceKeys[3 + RING + 5];
static uint32_t patiencePlace[RING];

static double arrivedAt[RING];      // of the waiting caller in that place of the line; negative once abandoned

typedef struct { uint64_t served, abandoned, withinTarget; double waited; } Totals;

static Totals simulate(uint64_t arrivals, uint64_t seed) {
    Random arrivalRandom = seeded(&seed), serviceRandom = seeded(&seed), patienceRandom = seeded(&seed);
    Heap services = { serviceKeys + 3, 0, NULL }, patiences = { patienceKeys + 3, 0, patiencePlace };
    for (size_t i = 0; i < sizeof serviceKeys / sizeof(Key); i++) serviceKeys[i] = NEVER;
    for (size_t i = 0; i < sizeof patienceKeys / sizeof(Key); i++) patienceKeys[i] = NEVER;

    uint32_t idle[AGENTS], idleCount = AGENTS;      // a stack: who of the idle agents is taken makes no difference here
    for (uint32_t i = 0; i < AGENTS; i++) idle[i] = AGENTS - 1 - i;
    uint32_t head = 0, tail = 0;                    // of the line; counted on for ever, taken modulo RING
    uint32_t sequence = 0;
    Totals totals = { 0, 0, 0, 0 };

    Key arrival = event(MEAN_INTERARRIVAL * exponential(&arrivalRandom), sequence++, 0);
    for (;;) {
        Key service = services.key[0], patience = patiences.key[0];
        Key earliest = service < patience ? service : patience;

        if (arrival < earliest) {
            double now = timeOf(arrival);
            double patienceTime = MEAN_PATIENCE * exponential(&patienceRandom);
            arrival = --arrivals ? event(now + MEAN_INTERARRIVAL * exponential(&arrivalRandom), sequence++, 0) : NEVER;
            if (idleCount) {
                totals.served++;
                totals.withinTarget++;
                push(&services, event(now + MEAN_SERVICE * exponential(&serviceRandom), sequence++, idle[--idleCount]));
            } else {
                if (UNLIKELY(tail - head == RING)) {
                    fprintf(stderr, "w1: more than %d callers in the line\n", RING);
                    exit(1);
                }
                uint32_t slot = tail++ % RING;
                arrivedAt[slot] = now;
                push(&patiences, event(now + patienceTime, sequence++, slot));
            }
        } else if (service < patience) {
            double now = timeOf(service);
            if (patiences.count) {
                while (arrivedAt[head % RING] < 0) head++;
                uint32_t slot = head++ % RING;
                removeAt(&patiences, patiencePlace[slot]);
                double waited = now - arrivedAt[slot];
                totals.served++;
                totals.withinTarget += waited <= SERVICE_TARGET;
                totals.waited += waited;
                replace(&services, 0, event(now + MEAN_SERVICE * exponential(&serviceRandom), sequence++, slotOf(service)));
            } else {
                idle[idleCount++] = slotOf(service);
                removeAt(&services, 0);
            }
        } else {
            if (patiences.count == 0) break;        // nothing is left: all three are NEVER
            uint32_t slot = slotOf(patience);
            totals.abandoned++;
            totals.waited += timeOf(patience) - arrivedAt[slot];
            arrivedAt[slot] = -1;
            removeAt(&patiences, 0);
            if (patiences.count == 0) head = tail;
        }
    }
    return totals;
}

static double cpuSeconds(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + 1e-6 * (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

int main(int argc, char **argv) {
    uint64_t arrivals = argc > 1 ? strtoull(argv[1], NULL, 10) : 10000000;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    if (argc > 3 || arrivals < 1 || arrivals > 1000000000) {    // sequence numbers have 32 bits, a call takes up to three
        fprintf(stderr, "usage: w1 [arrivals, 1 to 1000000000] [seed]\n");
        return 2;
    }
    buildZiggurat();

    double start = cpuSeconds();
    Totals t = simulate(arrivals, seed);
    double cpu = cpuSeconds() - start;

    double n = (double)arrivals;
    printf("{\"calls\":%" PRIu64 ",\"served\":%" PRIu64 ",\"abandoned\":%" PRIu64 ",\"abandonedProportion\":%.6f,"
           "\"meanWait\":%.6f,\"serviceLevel\":%.6f,\"cpuSeconds\":%.6f,\"callsPerCpuSecond\":%.0f}\n",
           t.served + t.abandoned, t.served, t.abandoned, (double)t.abandoned / n,
           60 * t.waited / n, (double)t.withinTarget / n, cpu, cpu > 0 ? n / cpu : 0);
    return 0;
}
