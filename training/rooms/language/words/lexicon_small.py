"""What people call small things in daily use, and a few rarer fixtures."""

from training.rooms.language.words.entries import Entry, entry

SMALL: tuple[Entry, ...] = (
    entry(
        "camera",
        "camera, handheld camera, camera with a lens, camera to take pictures, "
        "picture-taking device",
        rare="imaging device, camera apparatus",
        loose="photo camera, photographic camera, digital camera, video camera, "
        "camcorder, webcam, film camera, lens, projector",
    ),
    entry(
        "can",
        "can, tin can, metal can, tin, can of tin, metal tin",
        rare="tin container, can of metal",
        loose="soda can, drink can, beverage can, beer can, food can, soup can, grocery can, "
        "paint can, oil can, bottle, jar, container, canister, cup, bucket, pail",
    ),
    entry(
        "jar",
        "jar, storage jar, food jar, kitchen jar, jar with a wide mouth, jar for preserves",
        rare="canning jar, preserving jar",
        loose="glass jar, cookie jar, mason jar, bottle, pot, can, container, canister, glass, "
        "vase, mug, candle, jug",
    ),
    entry(
        "knife",
        "knife, cutting knife, knife with a handle, knife for cutting, cutting tool, "
        "cutting implement",
        rare="slicer, cutting blade",
        loose="piece of cutlery, sharp knife, cleaver, kitchen knife, table knife, bread knife, "
        "butter knife, utensil, blade, cutter, letter opener, scissors~",
    ),
    entry(
        "paper",
        "paper, loose paper, paper item, item of paper, paper article",
        rare="article of paper, thing of paper",
        loose="writing paper, printing paper, office paper, copy paper, printer paper, "
        "sheet of paper, piece of paper, sheet, papers~, stack of paper, pile of papers, "
        "document, note, letter, leaflet, newspaper, notebook, magazines~, poster, book, books~",
    ),
    entry(
        "remote control",
        "remote control, remote, remote controller, handheld remote, handheld remote control",
        rare="zapper, remote device",
        loose="tv remote, television remote, gamepad, controller, game controller, phone, "
        "clicker, calculator",
    ),
    entry(
        "helmet",
        "helmet, protective helmet, safety helmet, head protection, protective headgear, "
        "hard helmet",
        rare="brain bucket, skid lid",
        loose="hat, headgear, headwear, head covering, hard hat, bike helmet, motorcycle helmet, "
        "crash helmet, cap, ball, bowl",
    ),
    entry(
        "headphones",
        "headphones~, pair of headphones, set of headphones, stereo headphones~, "
        "music headphones~, headphones for listening~",
        rare="ear phones~, listening set",
        loose="headset, earphones~, earbuds~, ear muffs~, headband",
    ),
    entry(
        "radio",
        "radio, radio set, radio receiver, household radio, broadcast receiver, music radio",
        rare="wireless set, wireless receiver",
        loose="stereo, boombox, speaker, loudspeaker, clock radio, alarm clock, music player, "
        "transistor radio, portable radio, tuner, clock, timepiece, time display",
    ),
    entry(
        "game console",
        "game console, gaming console, video game console, games console, video game system, "
        "gaming system",
        rare="game machine, gaming machine",
        loose="console, video game, controller, game controller, dvd player, computer, "
        "remote control, speaker",
    ),
    entry(
        "microphone",
        "microphone, mic, voice microphone, recording microphone, sound microphone, "
        "microphone to speak into",
        rare="mike, voice pickup",
        loose="microphone stand, mic stand, recorder",
    ),
    # Faucets in rooms are parts of sinks and tubs: alone they exist for crops of single things.
    entry(
        "faucet",
        "faucet, tap, water tap, water faucet, faucet for water, tap for water",
        rare="spigot, bibcock",
        loose="mixer tap, kitchen faucet, bathroom faucet, sink faucet, spout, shower head, sink",
    ),
    entry(
        "flower pot",
        "flower pot, flowerpot, planter, plant pot, pot for plants, pot for flowers",
        rare="cachepot, jardiniere",
        loose="pot, vase, flower vase, plant, pot plant, potted plant, urn, bucket, bowl, "
        "container",
    ),
    entry(
        "glass box",
        "glass box, glass case, box of glass, glass container, transparent box, case of glass",
        rare="glazed case, glazed box",
        loose="box, case, container, container box, display case, glass display case, showcase, "
        "glass showcase, vitrine, glass, aquarium, fish tank, terrarium, cabinet, storage box, "
        "plant",
    ),
    entry(
        "stairs",
        "stairs~, flight of stairs, flight of steps, staircase, stairway, set of stairs",
        rare="stair flight, run of steps",
        loose="steps~, set of steps, library steps~, spiral staircase, step stool, ladder, "
        "stepladder, step ladder, stool, step",
    ),
)
