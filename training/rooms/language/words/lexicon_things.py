"""What people call what they wear, carry, put on tables and leave on floors."""

from training.rooms.language.words.entries import Entry, entry

THINGS: tuple[Entry, ...] = (
    entry(
        "bag",
        "bag, handbag, carrying bag, tote bag, shopping bag, tote",
        rare="satchel, holdall",
        loose="backpack, purse, plastic bag, suitcase, luggage, basket, sack, duffel bag",
    ),
    entry(
        "backpack",
        "backpack, rucksack, school bag, knapsack, bookbag, bag, back pack",
        rare="daypack, haversack",
        loose="suitcase, luggage, purse, carrying bag",
    ),
    entry(
        "suitcase",
        "suitcase, travel case, luggage, travel suitcase, piece of luggage, trunk",
        rare="valise, trolley case",
        loose="bag, box, briefcase, case, carrying bag",
    ),
    entry(
        "shoes",
        "shoes~, pair of shoes, footwear, pair of footwear, shoe pair, set of shoes",
        rare="kicks~, pair of footgear",
        loose="boots~, sneakers~, slippers~, shoe, pair of boots",
    ),
    entry(
        "clothes",
        "clothes~, piece of clothing, clothing item, garment, item of clothing, "
        "article of clothing",
        rare="piece of apparel, piece of attire",
        loose="towel, pile of clothes, clothing, blanket, jacket, coat, shirt, laundry, cloth, bag",
    ),
    entry(
        "hat",
        "hat, headgear, head covering, headwear, cap for the head, hat to wear",
        rare="lid for the head, headpiece",
        loose="cap, helmet, clothes~",
    ),
    entry(
        "umbrella",
        "umbrella, rain umbrella, parasol, brolly, rain shade, umbrella for the rain",
        rare="gamp, bumbershoot",
        loose="cane",
    ),
    entry(
        "plant",
        "plant, potted plant, houseplant, house plant, green plant, indoor plant, pot plant",
        rare="greenery, plant in a pot",
        loose="flowers~, tree, vase, flower pot, flowerpot, planter, plant pot, flower",
    ),
    entry(
        "vase",
        "vase, flower vase, decorative vase, vase for flowers, ornamental vase, vessel for flowers",
        rare="urn, flower holder",
        loose="bottle, pot, jar, plant, jug, flower pot, flowerpot, planter, bowl",
    ),
    entry(
        "rug",
        "rug, carpet, floor rug, area rug, floor carpet, floor mat, mat",
        rare="floor covering, throw rug",
        loose="bath mat, doormat, towel, blanket",
    ),
    entry(
        "guitar",
        "guitar, acoustic guitar, string instrument, six-string guitar, musical instrument, "
        "stringed instrument",
        rare="axe to play, six-string",
        loose="electric guitar, guitar case",
    ),
    entry(
        "candle",
        "candle, wax candle, candle light, decorative candle, scented candle, wax light",
        rare="taper, candle stick",
        loose="lamp, bottle, candle holder, light, jar",
    ),
    entry(
        "books",
        "books~, set of books, group of books, bunch of books, reading books~, printed books~",
        rare="volumes~, collection of books",
        loose="book, stack of books, pile of books, row of books, magazines~, papers~, paper, "
        "box, binder, folder",
    ),
    entry(
        "box",
        "box, storage box, carton, packing box, container box, crate",
        rare="packing case, case for things",
        loose="cardboard box, bin, storage bin, container, tissue box, basket, suitcase, "
        "plastic box, case, books~, glass box",
    ),
    entry(
        "trash can",
        "trash can, garbage bin, trash bin, waste bin, garbage can, wastebasket, trashcan, bin, "
        "waste basket",
        rare="rubbish bin, dustbin, refuse bin",
        loose="recycling bin, basket, bucket, laundry basket, container, box, storage bin, can",
    ),
    entry(
        "bottle",
        "bottle, drink bottle, small bottle, drinking bottle, bottle with a neck, beverage bottle",
        rare="flask, flagon",
        loose="water bottle, soap dispenser, vase, jar, wine bottle, soap bottle, spray bottle, "
        "can, canister",
    ),
    entry(
        "mug",
        "mug, cup, coffee cup, coffee mug, tea cup, drinking cup",
        rare="beaker to drink from, teacup",
        loose="glass, bowl, jar, can",
    ),
    entry(
        "bowl",
        "bowl, serving bowl, table bowl, round dish, deep dish, food bowl",
        rare="porringer, basin for food",
        loose="plate, dish, cup, vase, mug, pot",
    ),
    entry(
        "plate",
        "plate, dinner plate, flat dish, dish, table plate, food plate",
        rare="platter, dining plate",
        loose="bowl, tray, saucer, round dish",
    ),
    entry(
        "tissue box",
        "tissue box, box of tissues, kleenex box, box of kleenex, facial tissue box, "
        "paper tissue box",
        rare="tissue dispenser, handkerchief box",
        loose="box, napkin holder, tissues~",
    ),
    entry(
        "basket",
        "basket, storage basket, woven basket, household basket, basket with a rim, "
        "carrying basket",
        rare="pannier, hamper of wicker",
        loose="laundry basket, hamper, bin, box, trash can, wicker basket, container, "
        "waste basket, wastebasket",
    ),
    entry(
        "ball",
        "ball, sports ball, toy ball, round ball, play ball, ball to play with",
        rare="orb, game ball",
        loose="exercise ball, basketball, soccer ball, football, yoga ball",
    ),
    entry(
        "dumbbell",
        "dumbbell, hand weight, free weight, exercise weight, gym weight, weight",
        rare="lifting weight, fitness weight",
        loose="barbell, exercise equipment, kettlebell",
    ),
    entry(
        "stuffed animal",
        "stuffed animal, plush toy, soft toy, stuffed toy, cuddly toy, plush animal, toy",
        rare="plushie, cuddly animal",
        loose="teddy bear, doll, pillow, bear",
    ),
    entry(
        "bucket",
        "bucket, pail, cleaning bucket, water bucket, household bucket, bucket with a handle",
        rare="water pail, tub with a handle",
        loose="trash can, basket, container, bin, trash bin, garbage bin, waste bin, flower pot",
    ),
    entry(
        "fire extinguisher",
        "fire extinguisher, extinguisher, fire extinguishing bottle, hand fire extinguisher, "
        "portable extinguisher, safety extinguisher",
        rare="fire bottle, fire fighting device",
        loose="fire alarm, bottle",
    ),
    entry(
        "vacuum cleaner",
        "vacuum cleaner, vacuum, hoover, floor vacuum, dust cleaner, household vacuum",
        rare="vac, carpet cleaner",
        loose="sweeper",
    ),
    entry(
        "bicycle",
        "bicycle, bike, pedal bike, two-wheeler, push bike, bicycle with pedals",
        rare="cycle, velocipede",
        loose="mountain bike, exercise bike",
    ),
)
