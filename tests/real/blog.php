<?php
/**
 * Installs WordPress into its empty database and writes the blog of teacher.json through WordPress's own
 * functions, so that the pages that it serves are WordPress's and not ours. Prints one line of JSON: the
 * addresses of the pages.
 *
 *     php blog.php SITE_FOLDER teacher.json
 */

[, $site, $facts] = $argv;

define('WP_INSTALLING', true);
require $site . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';

// WordPress calls this one after an installation; the plain version sends an e-mail.
function wp_new_blog_notification($title, $url, $user, $password): void
{
}

function paragraphs(array $texts): string
{
    $block = fn(string $text) => "<!-- wp:paragraph -->\n<p>$text</p>\n<!-- /wp:paragraph -->";
    return implode("\n\n", array_map($block, $texts));
}

/** Throws away the page, post and comment that every fresh WordPress is given. */
function remove_samples(): void
{
    foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
        wp_delete_post($post->ID, true);
    }
}

function write_entry(string $type, array $entry, int $author): int
{
    $id = wp_insert_post([
        'post_type' => $type,
        'post_status' => 'publish',
        'post_author' => $author,
        'post_title' => $entry['title'],
        'post_name' => $entry['slug'] ?? '',
        'post_date' => $entry['date'],
        'post_content' => paragraphs($entry['paragraphs']),
    ], true);
    if (is_wp_error($id)) {
        throw new RuntimeException($id->get_error_message());
    }
    foreach ($entry['comments'] ?? [] as $comment) {
        wp_insert_comment([
            'comment_post_ID' => $id,
            'comment_author' => $comment['author'],
            'comment_date' => $comment['date'],
            'comment_content' => $comment['text'],
            'comment_approved' => 1,
        ]);
    }
    return $id;
}

/** The person's account, with the name and the words about them that they would type into its form. */
function write_author(int $author, array $person): void
{
    [$first, $last] = explode(' ', $person['name'], 2);
    wp_update_user([
        'ID' => $author,
        'first_name' => $first,
        'last_name' => $last,
        'display_name' => $person['name'],
        'description' => $person['bio'],
    ]);
}

$teacher = json_decode(file_get_contents($facts), true, 512, JSON_THROW_ON_ERROR);
$person = $teacher['person'];
$installed = wp_install($teacher['blog']['title'], $person['login'], 'tamsin@wardrew.example', true, '', 'not-a-secret');
$author = $installed['user_id'];
update_option('blogdescription', $teacher['blog']['tagline']);
$GLOBALS['wp_rewrite']->set_permalink_structure('/%year%/%monthnum%/%postname%/');
remove_samples();
write_author($author, $person);

$pages = [
    'home' => home_url('/'),
    'about' => get_permalink(write_entry('page', $teacher['about_page'], $author)),
    'author' => get_author_posts_url($author),
];
foreach ($teacher['posts'] as $post) {
    $pages[$post['page']] = get_permalink(write_entry('post', $post, $author));
}
flush_rewrite_rules(false);
echo json_encode($pages, JSON_UNESCAPED_SLASHES), "\n";
