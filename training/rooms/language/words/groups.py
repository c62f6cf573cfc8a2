"""Words for several categories at once: kinds ("seat") and uses ("something to sleep on").

Each says for which categories it holds without doubt and for which perhaps; for the rest it does
not hold. The last phrase of each is kept for the novel split.
"""

from dataclasses import dataclass

from training.rooms.language.words.nouns import Noun, nouns


@dataclass(frozen=True)
class Group:
    phrases: tuple[Noun, ...]
    sure: tuple[str, ...]
    perhaps: tuple[str, ...] = ()

    @property
    def usual(self) -> tuple[Noun, ...]:
        return self.phrases[:-1]

    @property
    def held_out(self) -> Noun:
        return self.phrases[-1]


@dataclass(frozen=True)
class Use:
    """What a thing is good for."""

    verbs: tuple[str, ...]
    """To put after "to": "sit on", "sleep in"."""
    phrases: tuple[Noun, ...]
    sure: tuple[str, ...]
    perhaps: tuple[str, ...] = ()


def _kind(phrases: str, sure: str, perhaps: str = "") -> Group:
    certain = _split(sure)
    return Group(nouns(phrases), certain, tuple(x for x in _split(perhaps) if x not in certain))


def _use(verbs: str, phrases: str, sure: str, perhaps: str = "") -> Use:
    return Use(_split(verbs), nouns(phrases), _split(sure), _split(perhaps))


def _split(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


_SEATS = "chair, armchair, sofa, stool, bench"
_STORAGE = (
    "cabinet, bookshelf, shelf, dresser, wardrobe, tv stand, file cabinet, night stand, "
    "kitchen cabinet, wall cabinet"
)
_TABLES = "table, coffee table, end table, desk"
_SMALL = (
    "pillow, blanket, bag, backpack, suitcase, shoes, clothes, hat, umbrella, towel, keyboard, "
    "mouse, laptop, telephone, plant, vase, candle, books, box, bottle, mug, bowl, plate, "
    "tissue box, basket, ball, dumbbell, stuffed animal, bucket, camera, can, jar, knife, paper, "
    "remote control, helmet, headphones, radio, game console, microphone, flower pot, glass box"
)

KINDS: tuple[Group, ...] = (
    _kind("seat, piece of seating, seating", f"{_SEATS}", "ottoman, toilet, bed"),
    _kind(
        "piece of furniture, furniture item, furnishing",
        f"{_SEATS}, ottoman, bed, {_TABLES}, {_STORAGE}, coat rack",
        "counter, partition, piano, cart, rug, curtain, lamp, mirror, sink, toilet, bathtub, "
        "refrigerator, stove, picture, plant, flower pot, stairs",
    ),
    _kind(
        "storage unit, storage furniture, piece of storage furniture",
        _STORAGE,
        "counter, box, basket, cart, coat rack, desk, suitcase, refrigerator, trash can",
    ),
    _kind(
        "appliance, household appliance, domestic appliance",
        "refrigerator, stove, microwave, dishwasher, coffee maker, kettle, toaster, "
        "washing machine, clothes dryer, range hood",
        "fan, vacuum cleaner, tv, water cooler, printer, copier, lamp, radiator, monitor, laptop, "
        "speaker, computer tower, projector, telephone, ceiling lamp, radio, game console",
    ),
    _kind(
        "electronic device, electronic item, piece of electronics",
        "monitor, keyboard, mouse, laptop, tv, printer, copier, telephone, speaker, "
        "computer tower, projector, camera, remote control, radio, game console",
        "headphones, microphone, microwave, lamp, ceiling lamp, fan, coffee maker, toaster, "
        "kettle, refrigerator, clock, stove, dishwasher, washing machine, clothes dryer, "
        "vacuum cleaner, piano, guitar, water cooler, range hood",
    ),
    _kind("audio device, piece of audio equipment, sound device",
          "speaker, radio, headphones, microphone",
          "tv, telephone, laptop, computer tower, monitor, projector, game console, piano, guitar, "
          "clock"),
    _kind("source of light, lighting fixture, light source", "lamp, ceiling lamp",
          "candle, window, tv, monitor, fireplace, laptop, projector"),
    _kind("container, vessel, receptacle",
          "box, basket, trash can, bucket, laundry basket, jar",
          "can, flower pot, glass box, bottle, mug, bowl, vase, suitcase, bag, backpack, "
          "tissue box, sink, bathtub, cabinet, kettle, soap dispenser, plate, "
          "dresser, wardrobe, night stand, plant, toilet"),
    _kind("piece of luggage, bag to carry, carrier", "bag, backpack, suitcase",
          "box, basket, laundry basket"),
    _kind("piece of tableware, piece of dishware, piece of crockery", "mug, bowl, plate",
          "bottle, kettle, vase, dish rack, knife, jar, can"),
    _kind("piece of bedding, bed linen, bedclothes~", "pillow, blanket", "towel, clothes, bed"),
    _kind("window covering, window treatment, window dressing", "curtain, blinds",
          "shower curtain"),
    _kind("writing surface, board on the wall, wall board", "whiteboard, blackboard",
          "bulletin board, desk, picture, paper"),
    _kind("bathroom fixture, plumbing fixture, sanitary fixture",
          "toilet, sink, bathtub, shower", "faucet, shower curtain, mirror, counter"),
    _kind("wall decoration, wall hanging, thing to look at on a wall", "picture",
          "mirror, clock, bulletin board, curtain, tv, plant"),
    _kind("decoration, decorative item, ornament", "picture, vase, candle",
          f"plant, mirror, rug, clock, {_SMALL}, lamp, curtain, fireplace, guitar"),
    _kind("work surface, table-like surface, flat surface to work on", "desk, table",
          "counter, coffee table, end table, bench, ironing board, tv stand, dresser, cabinet, "
          "night stand, kitchen cabinet, file cabinet, cart"),
    _kind("screen, display device, electronic display", "monitor, tv",
          "laptop, partition, projector, whiteboard, blinds, telephone, clock, camera, "
          "game console"),
    _kind("opening, opening in the wall, way through the wall", "door, window",
          "fireplace, mirror, curtain, blinds"),
)  # fmt: skip
"""Hypernyms."""

USES: tuple[Use, ...] = (
    _use("sit on, sit down on, take a seat on", "something to sit on, somewhere to sit, place to "
         "rest your legs", "chair, armchair, sofa, stool, bench",
         "ottoman, bed, toilet, pillow, coffee table, rug, ball, counter, table, desk, stairs"),
    _use("sleep in, sleep on, lie down on", "somewhere to sleep, something to sleep on, place to "
         "spend the night", "bed", "sofa, armchair, bench, rug, blanket, bathtub"),
    _use("rest your feet on", "something to put your feet on, footrest", "ottoman",
         "stool, coffee table, bench, chair, pillow, sofa, bed, armchair, box, radiator, stairs"),
    _use("rest your head on", "something soft for the head, soft thing to rest your head on",
         "pillow", "stuffed animal, blanket, sofa, bed, armchair, clothes"),
    _use("cover yourself with, keep warm in bed with", "something warm to cover yourself with, "
         "something to stay warm under", "blanket", "towel, clothes, bed, pillow, rug, radiator"),
    _use("eat at, have a meal at", "place to have a meal, surface to eat at", "table",
         "desk, counter, coffee table, end table, bench"),
    _use("put a coffee cup on, put a drink on", "surface for a drink, place to put down a cup",
         "coffee table, end table, table", "desk, counter, night stand, tv stand, stool, ottoman, "
         "bench, dresser, cabinet, kitchen cabinet, shelf, bookshelf, file cabinet, cart, box, "
         "radiator, piano, chair, wall cabinet"),
    _use("write at, do homework at, study at", "place to do homework, place to write a letter",
         "desk", "table, counter, coffee table, whiteboard, blackboard, end table, paper"),
    _use("keep things in, store things in", "place to store things, something with room to store "
         "things", "cabinet, dresser, wardrobe, file cabinet, kitchen cabinet, wall cabinet",
         "bookshelf, shelf, night stand, tv stand, box, basket, suitcase, desk, bag, backpack, "
         "cart, refrigerator, coat rack, laundry basket, bucket, counter, end table, jar, can, "
         "glass box, flower pot"),
    _use("put books on, keep books on", "place for books, something to put books in",
         "bookshelf", "shelf, desk, table, cabinet, night stand, coffee table, end table, "
         "tv stand, dresser, box, wall cabinet, bag, backpack, counter, file cabinet"),
    _use("hang clothes in, hang shirts in", "place to hang up clothes inside, place for shirts "
         "and coats", "wardrobe", "coat rack, cabinet, dresser, clothes, laundry basket, shelf"),
    _use("hang a coat on, hang your jacket on", "something to hang a coat on, place for a coat",
         "coat rack", "wardrobe, chair, door, armchair, cabinet, towel, clothes dryer"),
    _use("put a lamp on beside the bed, keep an alarm clock on",
         "place for an alarm clock, surface beside the bed", "night stand",
         "end table, dresser, desk, cabinet, table, stool, chair, shelf, bookshelf, coffee table, "
         "file cabinet"),
    _use("keep food cold in, cool drinks in", "something that keeps food cold, place for milk",
         "refrigerator", "water cooler, cabinet, kitchen cabinet"),
    _use("cook on, cook a meal on, fry an egg on", "place to cook, something to cook on", "stove",
         "microwave, fireplace, counter, kettle, toaster, coffee maker"),
    _use("clear the smoke above the stove with, draw off steam with",
         "something that draws off steam, something that takes away cooking smells", "range hood",
         "fan, window, stove, door"),
    _use("warm up leftovers in, heat a ready meal in", "something to warm up leftovers, appliance "
         "that heats food fast", "microwave", "stove, toaster, kettle, refrigerator"),
    _use("clean dirty dishes in, wash plates in by machine", "machine that washes dishes, "
         "appliance for dirty plates", "dishwasher", "sink, washing machine, dish rack, counter"),
    _use("make coffee with, brew coffee with", "something to make coffee with, machine for "
         "coffee", "coffee maker", "kettle, stove, microwave, water cooler, mug"),
    _use("boil water for tea with, boil water in", "something to boil water in, thing for making "
         "tea", "kettle", "stove, coffee maker, microwave, water cooler, mug"),
    _use("make toast with, toast bread with", "something to toast bread in, thing that browns "
         "bread", "toaster", "stove, microwave"),
    _use("let dishes dry on", "place for wet dishes, place to let plates drip", "dish rack",
         "sink, counter, towel, dishwasher, kitchen cabinet"),
    _use("wash your hands in, rinse your hands in", "place to wash your hands, place to wash "
         "your face", "sink", "faucet, bathtub, shower, soap dispenser, bucket, water cooler, "
         "towel"),
    _use("relieve yourself on", "place to relieve yourself, place to answer nature's call",
         "toilet"),
    _use("take a bath in, soak in", "place to take a bath, place to soak in hot water", "bathtub",
         "shower, bucket, sink"),
    _use("take a shower in, shower in", "place to take a shower, place to stand under hot water",
         "shower", "bathtub, shower curtain"),
    _use("keep the floor dry while showering with", "something that keeps the water in the tub, "
         "thing to pull shut while you shower", "shower curtain", "shower, towel, rug, bathtub"),
    _use("dry your hands with, dry yourself with", "something to dry yourself with, thing to dry "
         "off with", "towel", "paper towel dispenser, toilet paper, clothes, tissue box, blanket, "
         "shower curtain, curtain"),
    _use("wipe yourself with", "something to wipe with, paper for the bathroom", "toilet paper",
         "tissue box, towel, paper towel dispenser, paper"),
    _use("get soap from", "something that gives soap, source of soap", "soap dispenser",
         "sink, bottle, paper towel dispenser"),
    _use("get paper towels from", "source of paper towels, thing that gives out paper towels",
         "paper towel dispenser", "tissue box, toilet paper, towel, soap dispenser"),
    _use("wash clothes in, do the laundry in", "machine to wash clothes, appliance for dirty "
         "laundry", "washing machine", "clothes dryer, sink, bathtub, laundry basket, bucket"),
    _use("dry wet clothes in, dry laundry in", "machine that dries clothes, appliance for wet "
         "laundry", "clothes dryer", "washing machine, radiator, coat rack"),
    _use("put dirty clothes in", "place for dirty clothes, place to drop worn shirts",
         "laundry basket", "washing machine, basket, clothes dryer, box, bag, bucket, wardrobe, "
         "trash can"),
    _use("iron shirts on", "place to press a shirt, surface for ironing", "ironing board",
         "table, bed, desk, counter"),
    _use("watch films on, watch the news on", "something to watch films on, thing to watch the "
         "news on", "tv", "monitor, laptop, projector, whiteboard, telephone, game console, "
         "camera"),
    _use("show a computer's picture on", "screen of a computer, thing that shows the desktop",
         "monitor", "tv, laptop, projector, computer tower"),
    _use("type with, type a letter with", "something to type on, thing with letter keys",
         "keyboard", "laptop, telephone, piano, remote control"),
    _use("move the cursor with, click with", "something to click with, thing that moves the "
         "cursor", "mouse", "laptop, keyboard, remote control, game console, camera"),
    _use("work on while travelling, carry around as a computer", "computer to carry around, "
         "computer that folds", "laptop", "computer tower, monitor, backpack, game console"),
    _use("print documents with", "machine that prints, something to print with", "printer",
         "copier, paper"),
    _use("copy documents with, make copies with", "machine for copies, something that duplicates "
         "pages", "copier", "printer"),
    _use("call somebody with, make a call with", "something to call people with, thing that "
         "rings", "telephone", "laptop, computer tower, clock, radio, microphone, headphones"),
    _use("play music through, hear music from", "something that plays sound, source of music",
         "speaker, radio", "tv, laptop, piano, guitar, computer tower, telephone, monitor, "
         "projector, headphones, game console"),
    _use("run the computer's programs on", "main unit of the computer, box that computes",
         "computer tower", "laptop, monitor, game console"),
    _use("throw a picture on the wall with, project slides with", "something that projects "
         "slides, thing that throws pictures on a wall", "projector",
         "tv, monitor, laptop, camera"),
    _use("light up the room with, get light from", "something that gives light, thing to switch "
         "on when it is dark", "lamp, ceiling lamp",
         "candle, window, fireplace, tv, monitor, laptop, projector, range hood"),
    _use("cool yourself with, get a breeze from", "something that blows air, source of a breeze",
         "fan", "window, range hood, door"),
    _use("leave the room through, walk out through", "way out, way into the room", "door",
         "window, partition, curtain, stairs"),
    _use("look outside through, let daylight in through", "something to look outside through, "
         "source of daylight", "window", "door, curtain, blinds, mirror"),
    _use("keep the sun out with, block the daylight with", "something to keep the sun out, thing "
         "that darkens the room", "curtain, blinds", "window, partition, umbrella, shower curtain"),
    _use("look at on the wall", "artistic thing on the wall, thing that someone painted",
         "picture", "mirror, clock, tv, bulletin board, window, whiteboard, blackboard"),
    _use("see your reflection in, check your hair in", "something to see yourself in, thing "
         "that reflects your face", "mirror", "window, tv, monitor, picture"),
    _use("write on with a marker, sketch ideas on", "surface to write on with a marker, place to "
         "sketch ideas", "whiteboard", "blackboard, bulletin board, desk, table, books, picture, "
         "box, paper"),
    _use("write on with chalk", "surface for chalk, place for chalk drawings", "blackboard",
         "whiteboard, bulletin board"),
    _use("pin notes to, pin up notices on", "place to pin up notices, surface for notes and pins",
         "bulletin board", "whiteboard, blackboard, partition, refrigerator, wall cabinet, door, "
         "picture"),
    _use("tell the time by, read the time from", "something that tells the time, thing that shows "
         "the hour", "clock", "telephone, laptop, monitor, tv, computer tower, microwave, stove, "
         "coffee maker, radio"),
    _use("warm the room with, heat the room with", "something that heats the room, source of "
         "warmth", "radiator, fireplace", "stove, blanket, candle, kettle, fan"),
    _use("burn logs in, light a fire in", "place for a fire, place to burn wood", "fireplace",
         "stove, candle, trash can"),
    _use("water now and then, keep alive with water", "living thing in a pot, thing that needs "
         "watering", "plant", "vase, flower pot, glass box"),
    _use("put cut flowers in, arrange flowers in", "something for cut flowers, thing to hold a "
         "bouquet", "vase", "jar, flower pot, bottle, mug, plant, bucket, bowl, basket, can, "
         "glass box"),
    _use("walk barefoot on, keep your feet warm on", "soft thing to step on, something soft "
         "underfoot", "rug", "towel, blanket, ottoman, pillow"),
    _use("play a tune on, play music on", "something to play a tune on, instrument to play",
         "piano, guitar", "speaker, laptop, tv, keyboard, computer tower, radio, game console"),
    _use("divide the room with, hide behind", "something that divides the room, thing that gives "
         "privacy", "partition", "curtain, bookshelf, shower curtain, blinds, cabinet, wardrobe, "
         "door, sofa"),
    _use("light with a match", "thing with a wick, something that burns with a small flame",
         "candle", "lamp, fireplace, stove"),
    _use("read, read for an evening", "something to read, reading matter", "books",
         "laptop, picture, bulletin board, tv, monitor, bookshelf, telephone, clock, box, paper"),
    _use("pack things in for moving", "something to pack things in, thing to move house with",
         "box", "suitcase, bag, backpack, basket, trash can, bucket, laundry basket, glass box"),
    _use("throw garbage in, throw away a wrapper in", "place for garbage, place to throw "
         "something away", "trash can", "bucket, basket, box, laundry basket, bag, toilet"),
    _use("drink from, pour a drink from", "thing to drink from, something that holds a drink",
         "bottle, mug", "can, jar, faucet, bowl, water cooler, kettle, sink, coffee maker, vase, "
         "soap dispenser"),
    _use("eat soup from, eat cereal from", "something to eat soup from, thing for cereal", "bowl",
         "plate, mug, can, jar"),
    _use("serve a steak on, eat dinner off", "something to serve dinner on, thing that holds a "
         "slice of cake", "plate", "bowl, table, counter"),
    _use("blow your nose with, take a tissue from", "source of tissues, something for a runny "
         "nose", "tissue box", "toilet paper, paper towel dispenser, towel, clothes"),
    _use("carry fruit in, gather odds and ends in", "something woven to put things in, holder "
         "for odds and ends", "basket", "bowl, box, bag, laundry basket, trash can, bucket, "
         "backpack, plate, jar, can, glass box, flower pot"),
    _use("kick around, throw and catch", "round thing to play with, something to kick", "ball",
         "stuffed animal, box, pillow"),
    _use("train your muscles with, work out with", "something to work out with, thing for strong "
         "arms", "dumbbell", "ball, bicycle, suitcase"),
    _use("cuddle with", "something to cuddle, toy for a child", "stuffed animal",
         "pillow, blanket, ball, piano, guitar, game console"),
    _use("carry water in, mop the floor with", "something to carry water in, thing for mopping",
         "bucket", "bottle, kettle, trash can, bowl, sink, basket, mug, vase, laundry basket, "
         "vacuum cleaner, jar, can, flower pot"),
    _use("put out a fire with", "something to put out a fire, safety device against fire",
         "fire extinguisher", "bucket, blanket, sink"),
    _use("climb up on, reach a high shelf with", "something to climb, thing to reach high places",
         "ladder", "stairs, stool, chair, table, box, bench, desk"),
    _use("clean the carpet with, suck up dust with", "something that sucks up dust, machine for "
         "cleaning floors", "vacuum cleaner", "bucket"),
    _use("ride to work, ride", "something to ride, vehicle with pedals", "bicycle",
         "cart, suitcase"),
    _use("get cold drinking water from", "source of cold drinking water, thing with a big water "
         "bottle", "water cooler", "faucet, refrigerator, sink, bottle, kettle, bathtub, shower"),
    _use("carry shopping in, bring groceries home in", "something for the shopping, thing to "
         "carry groceries in", "bag", "backpack, basket, box, suitcase, cart, bucket"),
    _use("carry school books in, wear on your back", "something to wear on your back, thing for "
         "school books", "backpack", "bag, box, suitcase"),
    _use("pack for a trip, take on a flight", "something to pack for a trip, thing for a long "
         "journey", "suitcase", "backpack, bag, laptop, clothes, books, box, camera, headphones, "
         "game console"),
    _use("put on your feet, walk outside in", "something to put on your feet, things for "
         "walking", "shoes", "clothes, bicycle"),
    _use("wear, dress yourself in", "something to wear, thing to dress in", "clothes",
         "shoes, hat, helmet, headphones, backpack, bag, towel, blanket"),
    _use("wear on your head", "something to wear on your head, thing that covers your hair",
         "hat, helmet", "clothes, towel, umbrella, headphones"),
    _use("stay dry in the rain with", "something against rain, thing to take along when it "
         "rains", "umbrella", "hat, helmet, clothes, bag"),
    _use("prepare food on, chop vegetables on", "place to chop vegetables, surface for preparing "
         "food", "counter", "table, kitchen cabinet, desk, stove, coffee table, cart, cabinet, "
         "end table, dish rack, plate"),
    _use("put a television on, keep a game console in", "furniture for a television, thing that "
         "a television stands on", "tv stand", "cabinet, table, dresser, desk, coffee table, "
         "night stand, bookshelf, shelf, end table, cart, wall cabinet, bench"),
    _use("keep paper files in, sort documents in", "place for paper files, storage for documents",
         "file cabinet", "cabinet, desk, dresser, bookshelf, box, shelf, night stand, "
         "wall cabinet, wardrobe, bag, backpack, suitcase"),
    _use("keep socks in, put folded shirts in", "place for socks, place for folded shirts",
         "dresser", "wardrobe, night stand, cabinet, laundry basket, suitcase, shelf, basket, "
         "file cabinet, box, clothes dryer, washing machine, backpack, bag, bookshelf, tv stand, "
         "desk, wall cabinet"),
    _use("put pots and pans in, keep plates in", "place for pots and pans, place for kitchen "
         "things", "kitchen cabinet", "wall cabinet, cabinet, dishwasher, shelf, stove, counter, "
         "dish rack, bookshelf, cart, wardrobe, dresser, box, tv stand, sink"),
    _use("display things on, show off ornaments on", "place to display things, something that "
         "shows off ornaments", "shelf",
         "bookshelf, cabinet, table, end table, tv stand, dresser, desk, coffee table, "
         "night stand, counter, wall cabinet, fireplace, piano, radiator, file cabinet, window, "
         "kitchen cabinet, cart, glass box"),
    _use("roll things around on, move heavy things with", "something to move things with, thing "
         "with a load area on wheels", "cart", "suitcase, chair, bicycle, box, table, "
         "file cabinet"),
    _use("put glasses in above the counter", "place for glasses at head height, cupboard up on "
         "the wall", "wall cabinet", "cabinet, shelf, kitchen cabinet, bookshelf"),
    _use("take photos with, film with", "something to take photos with, thing that takes pictures",
         "camera", "telephone, laptop, monitor, game console"),
    _use("keep food or liquids in for long", "metal container for food or liquids, "
         "small metal container", "can", "jar, bottle, kettle, box, bowl, mug, bucket, "
         "refrigerator, kitchen cabinet, wall cabinet, cabinet, shelf, trash can, vase, "
         "flower pot, soap dispenser, candle"),
    _use("keep jam in, keep cookies in", "something for jam, thing for pickles", "jar",
         "can, box, bowl, bottle, mug, plate, basket, refrigerator, kitchen cabinet, wall cabinet, "
         "cabinet, shelf, glass box"),
    _use("cut bread with, slice a cake with", "something to cut with, thing with a sharp edge",
         "knife", "fan"),
    _use("write a letter on, print on", "something to print on, thing to fold a plane from",
         "paper", "books, desk, table, counter, coffee table, end table, laptop, keyboard, "
         "monitor, computer tower, printer, copier, whiteboard, blackboard, tissue box, "
         "toilet paper, picture, box, bulletin board"),
    _use("switch channels with, turn the volume up from afar with",
         "something to switch channels with, thing to point at a television", "remote control",
         "tv, radio, game console, telephone, laptop, keyboard, mouse, speaker, chair, sofa, "
         "armchair, camera"),
    _use("protect your head with", "something that protects the head, thing to put on for a ride",
         "helmet", "hat, pillow, clothes, shoes, backpack, umbrella"),
    _use("listen to music with on a train, listen through",
         "something to listen to music with, thing to wear over the ears", "headphones",
         "speaker, radio, tv, telephone, laptop, computer tower, monitor, hat, helmet, "
         "piano, guitar, game console, door"),
    _use("tune in a station with, listen to the news on", "something to hear the news on, thing "
         "that receives stations", "radio",
         "tv, speaker, telephone, laptop, computer tower, monitor, headphones, clock"),
    _use("play video games on", "something to play video games on, machine for playing games",
         "game console", "tv, laptop, computer tower, monitor, projector, telephone, keyboard, "
         "mouse, remote control, table"),
    _use("speak into, record your voice with", "something to speak into, thing that picks up "
         "voices", "microphone", "telephone, laptop, monitor, computer tower, camera, headphones, "
         "radio, speaker"),
    _use("turn on for running water", "thing that water runs from, source of running water",
         "faucet", "sink, bathtub, shower, toilet, water cooler, soap dispenser, "
         "washing machine"),
    _use("grow flowers in, plant herbs in", "something to grow flowers in, thing for soil and "
         "roots", "flower pot", "plant, vase, bucket, bowl, jar, can, mug, box, basket, glass box, "
         "bathtub"),
    _use("show a collection behind glass in", "see-through box, thing that shows a collection "
         "behind glass", "glass box",
         "cabinet, wall cabinet, kitchen cabinet, bookshelf, shelf, box, shower, picture, vase, "
         "window, jar, clock, microwave"),
    _use("walk up, take step by step", "something to walk up, thing with steps", "stairs",
         "ladder, stool"),
)  # fmt: skip
"""What things are good for; every category has a use of its own."""
