;; The inner loop of the scanner: reads plain type-1 lines and counts them by color and name.
;;
;; A plain line is `1 COLOR x y z a b c d e f g h i NAME`, with one blank between the words, a color of at most 4 bytes
;; and a name of at most 24, ended by LF or CR LF. It is checked eight bytes at a time: after an addition that carries
;; into it, the high bit of each byte says what the byte is. The rest is scan.ts, which also says where in the memory
;; everything lies. Compiled into scanner.ts by its test, with UPDATE=1.
(module
  (memory (export "memory") 1)
  ;; The line that is read, counted from 1.
  (global $line (export "line") (mut i32) (i32.const 1))
  ;; The hash table of spellings: where it begins and ends, and the number of its records less one.
  (global $table (export "table") (mut i32) (i32.const 0))
  (global $tableEnd (export "tableEnd") (mut i32) (i32.const 0))
  (global $mask (export "mask") (mut i32) (i32.const 0))
  ;; The record that was counted last for the first time; each links to the one before.
  (global $counted (export "counted") (mut i32) (i32.const 0))
  (global $shapes (export "shapes") (mut i32) (i32.const 0))

  ;; The bytes that belong to a word of so many, of the eight that were read.
  (func $bytes (param $count i32) (result i64)
    (select
      (i64.const -1)
      (select
        (i64.const 0)
        (i64.sub (i64.shl (i64.const 1) (i64.extend_i32_u (i32.shl (local.get $count) (i32.const 3)))) (i64.const 1))
        (i32.le_s (local.get $count) (i32.const 0)))
      (i32.ge_s (local.get $count) (i32.const 8))))

  ;; The record where the search for a color and a name begins.
  (func $home (param $color i32) (param $a i64) (param $b i64) (param $c i64) (result i32)
    (i32.add
      (global.get $table)
      (i32.mul
        (i32.and
          (i32.wrap_i64
            (i64.shr_u
              (i64.mul
                (i64.xor
                  (i64.extend_i32_u (local.get $color))
                  (i64.mul
                    (i64.xor
                      (local.get $a)
                      (i64.mul
                        (i64.xor (local.get $b) (i64.mul (local.get $c) (i64.const 0x9e3779b97f4a7c15)))
                        (i64.const 0x9e3779b97f4a7c15)))
                    (i64.const 0x9e3779b97f4a7c15)))
                (i64.const 0x9e3779b97f4a7c15))
              (i64.const 32)))
          (global.get $mask))
        (i32.const 48))))

  (func $after (param $record i32) (result i32)
    (local.set $record (i32.add (local.get $record) (i32.const 48)))
    (select (global.get $table) (local.get $record) (i32.eq (local.get $record) (global.get $tableEnd))))

  ;; Takes the records of an old table into the new, empty one.
  (func (export "move") (param $from i32) (param $end i32)
    (local $record i32)
    (loop $records
      (if (i32.load offset=28 (local.get $from))
        (then
          (local.set $record
            (call $home
              (i32.load (local.get $from))
              (i64.load offset=4 (local.get $from))
              (i64.load offset=12 (local.get $from))
              (i64.load offset=20 (local.get $from))))
          (block $empty
            (loop $probe
              (br_if $empty (i32.eqz (i32.load offset=28 (local.get $record))))
              (local.set $record (call $after (local.get $record)))
              (br $probe)))
          (i64.store (local.get $record) (i64.load (local.get $from)))
          (i64.store offset=8 (local.get $record) (i64.load offset=8 (local.get $from)))
          (i64.store offset=16 (local.get $record) (i64.load offset=16 (local.get $from)))
          (i64.store offset=24 (local.get $record) (i64.load offset=24 (local.get $from)))
          (i64.store offset=32 (local.get $record) (i64.load offset=32 (local.get $from)))
          (if (i32.load offset=32 (local.get $record))
            (then
              (i32.store offset=40 (local.get $record) (global.get $counted))
              (global.set $counted (local.get $record))))))
      (local.set $from (i32.add (local.get $from) (i32.const 48)))
      (br_if $records (i32.lt_u (local.get $from) (local.get $end)))))

  ;; Leaves word of a line for scan.ts: where it begins (or the next one does), its words, its record.
  (func $stop (param $reason i32) (param $at i32) (param $colorEnd i32) (param $name i32) (param $nameEnd i32) (param $record i32) (result i32)
    (i32.store (i32.const 0) (local.get $at))
    (i32.store (i32.const 4) (local.get $colorEnd))
    (i32.store (i32.const 8) (local.get $name))
    (i32.store (i32.const 12) (local.get $nameEnd))
    (i32.store (i32.const 16) (local.get $record))
    (local.get $reason))

  ;; Reads lines from $at to $end, which is behind a line end. Answers why it stopped:
  ;; 0 at the end; 1 at a line that is not plain; 2 at a spelling that is new; 3 behind a line whose matrix is not
  ;; known to be a plain turn.
  (func (export "run") (param $at i32) (param $end i32) (result i32)
    (local $p i32)
    (local $colorEnd i32)
    (local $name i32)
    (local $nameEnd i32)
    (local $next i32)
    (local $left i32)
    (local $count i32)
    (local $record i32)
    (local $key i32)
    (local $color i32)
    (local $eight i64)
    (local $low i64)
    (local $blank i64)
    (local $before i64)
    (local $strange i64)
    (local $a i64)
    (local $b i64)
    (local $c i64)
    (loop $lines
      (if (i32.ge_u (local.get $at) (local.get $end))
        (then (return (call $stop (i32.const 0) (local.get $at) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))))
      (block $slow
        ;; `1 `
        (br_if $slow (i32.ne (i32.load16_u (local.get $at)) (i32.const 0x2031)))

        ;; The color.
        (local.set $colorEnd (i32.add (local.get $at) (i32.const 2)))
        (loop $colors
          (if (i32.gt_u (i32.load8_u (local.get $colorEnd)) (i32.const 32))
            (then
              (local.set $colorEnd (i32.add (local.get $colorEnd) (i32.const 1)))
              (br $colors))))
        (local.set $count (i32.sub (i32.sub (local.get $colorEnd) (local.get $at)) (i32.const 2)))
        (br_if $slow (i32.gt_u (i32.sub (local.get $count) (i32.const 1)) (i32.const 3)))

        ;; Twelve numbers, which are thirteen blanks with nothing strange between them.
        (local.set $p (local.get $colorEnd))
        (local.set $left (i32.const 13))
        (local.set $before (i64.const 0))
        (loop $words
          (local.set $eight (i64.load (local.get $p)))
          (local.set $low (i64.xor (local.get $eight) (i64.const 0x2020202020202020)))
          (local.set $blank
            (i64.xor
              (i64.const -1)
              (i64.or
                (i64.or
                  (i64.add (i64.and (local.get $low) (i64.const 0x7f7f7f7f7f7f7f7f)) (i64.const 0x7f7f7f7f7f7f7f7f))
                  (local.get $low))
                (i64.const 0x7f7f7f7f7f7f7f7f))))
          (local.set $low (i64.and (local.get $eight) (i64.const 0x7f7f7f7f7f7f7f7f)))
          ;; Neither a blank nor one of `-`, `.`, `/` and the digits; or a blank behind a blank.
          (local.set $strange
            (i64.or
              (i64.and
                (i64.and
                  (i64.or
                    (i64.or
                      (i64.add (local.get $low) (i64.const 0x4646464646464646))
                      (i64.xor
                        (i64.const -1)
                        (i64.add (local.get $low) (i64.const 0x5353535353535353))))
                    (local.get $eight))
                  (i64.const 0x8080808080808080))
                (i64.xor (local.get $blank) (i64.const -1)))
              (i64.and
                (local.get $blank)
                (i64.or (i64.shl (local.get $blank) (i64.const 8)) (local.get $before)))))
          (local.set $count (i32.wrap_i64 (i64.popcnt (local.get $blank))))
          (if (i32.lt_u (local.get $count) (local.get $left))
            (then
              (br_if $slow (i32.eqz (i64.eqz (local.get $strange))))
              (local.set $left (i32.sub (local.get $left) (local.get $count)))
              (local.set $before (i64.shr_u (local.get $blank) (i64.const 56)))
              (local.set $p (i32.add (local.get $p) (i32.const 8)))
              (br_if $words (i32.lt_u (local.get $p) (local.get $end)))
              (br $slow))))
        ;; The last of the thirteen blanks is among these eight bytes.
        (loop $clear
          (if (i32.gt_u (local.get $left) (i32.const 1))
            (then
              (local.set $blank (i64.and (local.get $blank) (i64.sub (local.get $blank) (i64.const 1))))
              (local.set $left (i32.sub (local.get $left) (i32.const 1)))
              (br $clear))))
        (local.set $a (i64.ctz (local.get $blank)))
        (br_if $slow
          (i32.eqz
            (i64.eqz
              (i64.and
                (local.get $strange)
                (i64.sub (i64.shl (i64.const 2) (local.get $a)) (i64.const 1))))))
        (local.set $name
          (i32.add
            (i32.add (local.get $p) (i32.const 1))
            (i32.shr_u (i32.wrap_i64 (local.get $a)) (i32.const 3))))

        ;; The name, and the end of the line.
        (local.set $nameEnd (local.get $name))
        (loop $names
          (if (i32.gt_u (i32.load8_u (local.get $nameEnd)) (i32.const 32))
            (then
              (local.set $nameEnd (i32.add (local.get $nameEnd) (i32.const 1)))
              (br $names))))
        (local.set $next
          (i32.add
            (local.get $nameEnd)
            (i32.eq (i32.load8_u (local.get $nameEnd)) (i32.const 13))))
        (br_if $slow (i32.ne (i32.load8_u (local.get $next)) (i32.const 10)))
        (local.set $next (i32.add (local.get $next) (i32.const 1)))
        (br_if $slow (i32.gt_u (local.get $next) (local.get $end)))
        (local.set $count (i32.sub (local.get $nameEnd) (local.get $name)))
        (br_if $slow (i32.gt_u (i32.sub (local.get $count) (i32.const 1)) (i32.const 23)))

        ;; The record of color and name: 48 bytes with the color, 24 bytes of name, its key, how often it was met,
        ;; its first line, and the record that was counted before it.
        (local.set $color
          (i32.and
            (i32.load (i32.add (local.get $at) (i32.const 2)))
            (i32.wrap_i64 (call $bytes (i32.sub (i32.sub (local.get $colorEnd) (local.get $at)) (i32.const 2))))))
        (local.set $a (i64.and (i64.load (local.get $name)) (call $bytes (local.get $count))))
        (local.set $b
          (i64.and
            (i64.load offset=8 (local.get $name))
            (call $bytes (i32.sub (local.get $count) (i32.const 8)))))
        (local.set $c
          (i64.and
            (i64.load offset=16 (local.get $name))
            (call $bytes (i32.sub (local.get $count) (i32.const 16)))))
        (local.set $record (call $home (local.get $color) (local.get $a) (local.get $b) (local.get $c)))
        (block $found
          (loop $probe
            (local.set $key (i32.load offset=28 (local.get $record)))
            (if (i32.eqz (local.get $key))
              (then
                (i32.store (local.get $record) (local.get $color))
                (i64.store offset=4 (local.get $record) (local.get $a))
                (i64.store offset=12 (local.get $record) (local.get $b))
                (i64.store offset=20 (local.get $record) (local.get $c))
                (return
                  (call $stop (i32.const 2) (local.get $at) (local.get $colorEnd) (local.get $name) (local.get $nameEnd) (local.get $record)))))
            (br_if $found
              (i32.and
                (i32.and
                  (i64.eq (i64.load offset=4 (local.get $record)) (local.get $a))
                  (i32.eq (i32.load (local.get $record)) (local.get $color)))
                (i32.and
                  (i64.eq (i64.load offset=12 (local.get $record)) (local.get $b))
                  (i64.eq (i64.load offset=20 (local.get $record)) (local.get $c)))))
            (local.set $record (call $after (local.get $record)))
            (br $probe)))
        ;; Colors that are no numbers have a negative key.
        (br_if $slow (i32.lt_s (local.get $key) (i32.const 0)))
        (local.set $count (i32.load offset=32 (local.get $record)))
        (i32.store offset=32 (local.get $record) (i32.add (local.get $count) (i32.const 1)))
        (if (i32.eqz (local.get $count))
          (then
            (i32.store offset=36 (local.get $record) (global.get $line))
            (i32.store offset=40 (local.get $record) (global.get $counted))
            (global.set $counted (local.get $record))))
        (global.set $line (i32.add (global.get $line) (i32.const 1)))

        ;; The matrix: the 20 bytes before the name, which hold it whole if its numbers are 0, 1 and -1.
        (local.set $p (i32.sub (local.get $name) (i32.const 20)))
        (local.set $a (i64.load (local.get $p)))
        (local.set $b (i64.load offset=8 (local.get $p)))
        (local.set $count (i32.load offset=16 (local.get $p)))
        (local.set $p
          (i32.add
            (global.get $shapes)
            (i32.shl
              (i32.wrap_i64
                (i64.shr_u
                  (i64.mul
                    (i64.xor
                      (local.get $a)
                      (i64.mul
                        (i64.xor (local.get $b) (i64.extend_i32_u (local.get $count)))
                        (i64.const 0x9e3779b97f4a7c15)))
                    (i64.const 0x9e3779b97f4a7c15))
                  (i64.const 54)))
              (i32.const 5))))
        (if
          (i32.and
            (i32.and
              (i64.eq (i64.load (local.get $p)) (local.get $a))
              (i64.eq (i64.load offset=8 (local.get $p)) (local.get $b)))
            (i32.and
              (i32.eq (i32.load offset=16 (local.get $p)) (local.get $count))
              (i32.eq (i32.load offset=20 (local.get $p)) (i32.const 1))))
          (then
            (local.set $at (local.get $next))
            (br $lines)))
        (return
          (call $stop (i32.const 3) (local.get $next) (local.get $colorEnd) (local.get $name) (local.get $p) (local.get $record))))
      (return (call $stop (i32.const 1) (local.get $at) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))))
    (unreachable)))
